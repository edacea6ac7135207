"""What the processors are busy with."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.linux import cpu_times, process_times
from ..parsers.macos import top
from ..parsers.windows import processes
from ..parsers.windows.records import number
from ..reasons import Unread, got

LOAD = Datum("cpu.load_percent", "number", "%", names={"fr": "Charge du processeur", "en": "Processor load"})
SHARE = Datum(
    "cpu.top_share_percent", "number", "%", names={"fr": "Part du programme en tête", "en": "Share of the top program"}
)
PROGRAM = Datum("cpu.top_process", "text", privacy="personal", names={"fr": "Programme en tête", "en": "Top program"})
SAMPLE_SECONDS = 1.0


def read(target: Target) -> Iterable[Reading]:
    """Load over a second, and the program that makes most of it; both in percent of all processors."""
    machine = target.machine
    load, busiest = {"windows": _windows, "macos": _macos}.get(machine.system, _linux)(machine)
    yield got(LOAD, load)
    yield got(PROGRAM, busiest[0] if busiest else None)
    yield got(SHARE, busiest[1] if busiest else None)


def _linux(machine: Machine) -> tuple[float, tuple[str, float] | None]:
    before, then = cpu_times.parse(machine.read("/proc/stat")), _processes(machine)
    machine.pause(SAMPLE_SECONDS)
    after, now = cpu_times.parse(machine.read("/proc/stat")), _processes(machine)
    total = after.total - before.total
    if total <= 0:
        raise Unread("not_told", "/proc/stat")
    used: dict[str, int] = {}
    for key, ticks in now.items():
        if key in then:
            used[key[1]] = used.get(key[1], 0) + ticks - then[key]
    load = 100.0 * (after.busy - before.busy) / total
    name = max(used, key=lambda name: used[name], default=None)
    return load, (name, 100.0 * used[name] / total) if name else None


def _processes(machine: Machine) -> dict[tuple[str, str], int]:
    """(process number, program) -> clock ticks used; processes that end meanwhile are left out."""
    ticks = {}
    for number_ in machine.names("/proc"):
        if not number_.isdigit():
            continue
        try:
            found = process_times.parse(machine.read(f"/proc/{number_}/stat"))
        except Unread:
            continue
        if found:
            ticks[number_, found[0]] = found[1]
    return ticks


def _windows(machine: Machine) -> tuple[float | None, tuple[str, float] | None]:
    processors = powershell.cim(machine, "Win32_Processor", "LoadPercentage", "NumberOfLogicalProcessors")
    loads = [share for record in processors if (share := number(record, "LoadPercentage")) is not None]
    count = int(sum(number(record, "NumberOfLogicalProcessors") or 1 for record in processors))
    name = "Win32_PerfFormattedData_PerfProc_Process"
    running = powershell.cim_or_none(machine, name, "Name", "PercentProcessorTime")
    return (sum(loads) / len(loads) if loads else None), processes.parse(running, count)


def _macos(machine: Machine) -> tuple[float, tuple[str, float] | None]:
    load, busiest = top.parse(machine.run("top", "-l", "2", "-n", "5", "-o", "cpu", "-stats", "cpu,command"))
    count = machine.run("sysctl", "-n", "hw.ncpu").strip()
    if not count.isdigit() or busiest is None:
        return load, None
    return load, (busiest[0], busiest[1] / int(count))


PROBE = Probe(
    id="load",
    names={"fr": "Charge du processeur", "en": "Processor load"},
    gives=(LOAD, SHARE, PROGRAM),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=15.0,
    read=read,
)
