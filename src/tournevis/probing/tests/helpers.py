"""Short words for tests of probes."""

import time

from tournevis.facts import Outcome
from tournevis.probing import Target, run
from tournevis.probing.recorded import RecordedMachine


def values(readings):
    """Datum name -> value, of those that have one."""
    return {reading.name: reading.value for reading in readings if reading.outcome is Outcome.VALUE}


def reasons(readings):
    """Datum name -> the reason's code, of those without a value."""
    return {reading.name: reading.because.split(":")[0] for reading in readings if reading.outcome is not Outcome.VALUE}


def look(probe, *, system="linux", options=None, **recording):
    """The readings of a probe on a recorded machine."""
    machine = RecordedMachine(system=system, **recording)
    return run(probe, Target(options=options or {}, machine=machine))


def device(address):
    """Values that a printer at that address gives."""
    return run("ipp_printer", Target("device", address))


def eventually(look, datum, expected, seconds=8.0):
    """What `look` gives once the datum has that value, or at the end of the time."""
    until = time.monotonic() + seconds
    while (seen := look()).get(datum) != expected and time.monotonic() < until:
        time.sleep(0.1)
    return seen
