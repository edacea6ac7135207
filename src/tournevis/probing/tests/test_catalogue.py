import re
from pathlib import Path

import pytest

from tournevis.facts import Outcome
from tournevis.probing import Target, catalogue, data, run_all

# How many there are of something: a number without a unit.
COUNTS = ("count", "installed", "pending", "failed", "failed_units", "detections", "in_trash", "reallocated")
COUNTS += ("connected", "disabled")

PROMISED = {
    "disk": "disk.free_percent disk.free_bytes disk.inodes_free_percent disk.read_only",
    "disk_health": "smart.state smart.reallocated smart.wear_percent smart.temperature",
    "disk_seen": "disk.count",
    "disk_load": "disk.busy_percent disk.kind",
    "memory": "memory.used_percent",
    "load": "cpu.load_percent cpu.top_share_percent cpu.top_process",
    "uptime": "system.uptime_days",
    "temperature": "temperature.max",
    "battery": "battery.health_percent battery.present battery.charging power.on_mains",
    "network": "net.link net.address_kind net.gateway net.dns net.internet net.vpn net.proxy",
    "spooler": "spooler.state",
    "print_queues": "queues.installed queues.names queues.default",
    "print_jobs": "jobs.pending jobs.oldest_minutes jobs.blocked",
    "ipp_printer": "printer.state printer.reasons printer.accepting printer.jobs_pending printer.jobs_blocked "
    "printer.supply_lowest_percent printer.message printer.name printer.model",
    "displays": "displays.connected displays.disabled",
    "graphics": "graphics.driver",
    "boot_facts": "boot.last_ok boot.failed_units boot.recent_errors",
    "services": "services.failed services.failed_names",
    "updates": "updates.pending updates.state updates.recent",
    "antivirus": "antivirus.state antivirus.detections antivirus.names",
    "deleted_files": "files.recoverable files.recoverable_count",
    "trash": "files.in_trash",
    "keyboards": "keyboards.count",
}


@pytest.mark.parametrize("probe", PROMISED)
def test_the_names_that_fault_content_relies_on_are_given(probe):
    given = {datum.name for datum in catalogue[probe].gives}

    assert set(PROMISED[probe].split()) <= given


def test_a_datum_has_one_home_a_unit_when_it_counts_and_a_name_in_both_languages():
    names = [datum.name for probe in catalogue.values() for datum in probe.gives]

    assert len(names) == len(set(names))
    for datum in data.values():
        assert all(datum.names[language] for language in ("fr", "en"))
        counted = datum.name.endswith(COUNTS)
        assert bool(datum.unit) == (datum.type == "number" and not counted), datum.name
    for probe in catalogue.values():
        assert all(probe.names[language] for language in ("fr", "en"))
        assert probe.timeout > 0
        assert probe.systems


@pytest.mark.parametrize("system", ["linux", "windows", "macos"])
def test_a_machine_that_tells_nothing_gives_a_reason_for_each_datum(system, recorded):
    machine = recorded(system=system)

    for probe, readings in run_all(Target(machine=machine)).items():
        assert [reading.name for reading in readings] == [datum.name for datum in catalogue[probe].gives]
        for reading in readings:
            assert reading.outcome is Outcome.VALUE or re.match(r"(?!defect)\w+", reading.because), reading


def test_the_documentation_lists_every_probe_and_datum():
    page = Path(__file__).parents[4] / "docs" / "probes.md"
    if not page.exists():
        pytest.skip("the documentation is not beside the code")
    text = page.read_text()

    assert not [probe for probe in catalogue if f"`{probe}`" not in text]
    assert not [name for name in data if f"`{name}`" not in text]
