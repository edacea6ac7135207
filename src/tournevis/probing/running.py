"""Carries probes out: in time, whole, and without ever raising."""

import logging
import math
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from tournevis.facts import Datum, Outcome, Reading

from .catalogue import catalogue
from .contract import Probe, Target
from .local import LocalMachine
from .reasons import Unread, unread

log = logging.getLogger(__name__)
AT_ONCE = 6


def available(target: Target, probes: Mapping[str, Probe] = catalogue) -> frozenset[str]:
    """Ids of the probes that can be tried on the target, with the options that it has."""
    place = "network" if target.kind == "device" else target.machine.system
    return frozenset(
        probe.id
        for probe in probes.values()
        if place in probe.systems and all(target.options.get(word) for word in probe.needs)
    )


def run(probe_id: str, target: Target, probes: Mapping[str, Probe] = catalogue) -> tuple[Reading, ...]:
    """Exactly one reading for each datum that the probe gives, in its order; whatever fails is a reading too."""
    probe = probes.get(probe_id)
    if probe is None:
        return (Reading(probe_id, Outcome.ABSENT, because="unknown_probe", source=probe_id),)
    place = "network" if target.kind == "device" else target.machine.system
    if place not in probe.systems:
        return _all_unread(probe, Unread("other_system"))
    if missing := [word for word in probe.needs if not target.options.get(word)]:
        return _all_unread(probe, Unread("needs_option", ", ".join(missing)))
    return _in_time(probe, target)


def run_all(
    target: Target, ids: Iterable[str] | None = None, probes: Mapping[str, Probe] = catalogue
) -> dict[str, tuple[Reading, ...]]:
    """The readings of several probes (by default all available), some at a time; by probe id, sorted."""
    wanted = sorted(available(target, probes) if ids is None else set(ids))
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return dict(zip(wanted, pool.map(lambda probe: run(probe, target, probes), wanted), strict=True))


def _in_time(probe: Probe, target: Target) -> tuple[Reading, ...]:
    """The probe in a thread of its own, which is left alone (its children killed) once the time is up."""
    if isinstance(target.machine, LocalMachine):
        target = replace(target, machine=target.machine.within(probe.timeout))
    taken: dict[str, Reading] = {}
    fallen: list[Unread] = []

    def work() -> None:
        try:
            for reading in probe.read(target):
                taken.setdefault(reading.name, reading)
        except Unread as reason:
            fallen.append(reason)
        except Exception as error:  # a defect in one probe must not end the case
            log.exception("probe %s failed", probe.id)
            fallen.append(Unread("defect", type(error).__name__))

    worker = threading.Thread(target=work, name=f"probe-{probe.id}", daemon=True)
    worker.start()
    worker.join(probe.timeout)
    late = worker.is_alive()
    if isinstance(target.machine, LocalMachine):
        target.machine.stop()
    default = Unread("slow", f"{probe.timeout:g} s") if late else fallen[0] if fallen else Unread("not_told")
    found = dict(taken)
    return tuple(
        _checked(datum, found[datum.name], probe) if datum.name in found else unread(datum, default, probe.id)
        for datum in probe.gives
    )


def _all_unread(probe: Probe, reason: Unread) -> tuple[Reading, ...]:
    return tuple(unread(datum, reason, probe.id) for datum in probe.gives)


def _checked(datum: Datum, reading: Reading, probe: Probe) -> Reading:
    """The reading if its value has the datum's type, else garbled: a wrong value never passes for a fact."""
    if reading.outcome is Outcome.VALUE and not _fits(datum, reading):
        return unread(datum, Unread("garbled", f"not a {datum.type}"), probe.id)
    return reading if reading.source else replace(reading, source=probe.id)


def _fits(datum: Datum, reading: Reading) -> bool:
    value = reading.value
    match datum.type:
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        case "boolean":
            return isinstance(value, bool)
        case "keywords":
            return isinstance(value, tuple) and all(isinstance(word, str) for word in value)
        case _:
            return isinstance(value, str) and value != ""
