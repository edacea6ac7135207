"""Every probe by its id, and every datum by its name."""

from tournevis.facts import Datum

from .contract import Probe
from .probes import (
    antivirus,
    battery,
    boot_facts,
    deleted_files,
    disk,
    disk_health,
    disk_load,
    disk_seen,
    displays,
    graphics,
    ipp_printer,
    keyboards,
    load,
    memory,
    network,
    print_jobs,
    print_queues,
    services,
    spooler,
    temperature,
    trash,
    updates,
    uptime,
)

PROBES: tuple[Probe, ...] = (
    antivirus.PROBE,
    battery.PROBE,
    boot_facts.PROBE,
    deleted_files.PROBE,
    disk.PROBE,
    disk_health.PROBE,
    disk_load.PROBE,
    disk_seen.PROBE,
    displays.PROBE,
    graphics.PROBE,
    ipp_printer.PROBE,
    keyboards.PROBE,
    load.PROBE,
    memory.PROBE,
    network.PROBE,
    print_jobs.PROBE,
    print_queues.PROBE,
    services.PROBE,
    spooler.PROBE,
    temperature.PROBE,
    trash.PROBE,
    updates.PROBE,
    uptime.PROBE,
)

catalogue: dict[str, Probe] = {probe.id: probe for probe in PROBES}
data: dict[str, Datum] = {datum.name: datum for probe in PROBES for datum in probe.gives}
