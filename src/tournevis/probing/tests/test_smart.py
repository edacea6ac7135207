import pytest

from tournevis.probing.tests.helpers import look, reasons, values

SCAN = '{"devices": [{"name": "/dev/sda", "type": "sat"}]}'


@pytest.fixture
def health(read_all):
    def read(name):
        return look("disk_health", commands={"--scan": SCAN, "/dev/sda": read_all(f"smart/{name}")})

    return read


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("smart-ata.json", {"smart.state": "ok", "smart.reallocated": 0, "smart.temperature": 32}),
        ("smart-ata-date.json", {"smart.state": "ok", "smart.reallocated": 0, "smart.temperature": 32}),
        (
            "smart-ata2.json",
            {"smart.state": "ok", "smart.reallocated": 0, "smart.wear_percent": 1, "smart.temperature": 32},
        ),
        ("smart-fail2.json", {"smart.state": "failed", "smart.reallocated": 1975, "smart.temperature": 25}),
        ("smart-megaraid0.json", {"smart.state": "ok", "smart.reallocated": 0, "smart.temperature": 36}),
        ("smart-nvme.json", {"smart.state": "ok", "smart.wear_percent": 0, "smart.temperature": 36}),
        # It says that it passed, but counts seven errors that lost data.
        ("smart-nvme-failed.json", {"smart.state": "warning", "smart.wear_percent": 3, "smart.temperature": 35}),
        ("smart-pass.json", {"smart.state": "ok"}),
        # 56 grown defects.
        ("smart-scsi.json", {"smart.state": "warning", "smart.reallocated": 56, "smart.temperature": 34}),
    ],
)
def test_a_recorded_disk_tells_its_health(health, name, expected):
    assert values(health(name)) == expected


def test_a_disk_that_may_not_be_opened_is_refused(health):
    assert set(reasons(health("smart-fail.json")).values()) == {"refused"}


def test_the_worst_of_several_disks_counts(read_all):
    scan = '{"devices": [{"name": "/dev/sda", "type": "sat"}, {"name": "/dev/sdb", "type": "sat"}]}'
    commands = {
        "--scan": scan,
        "/dev/sda": read_all("smart/smart-fail2.json"),
        "/dev/sdb": read_all("smart/smart-nvme.json"),
    }

    assert values(look("disk_health", commands=commands)) == {
        "smart.state": "failed",
        "smart.reallocated": 1975,
        "smart.wear_percent": 0,
        "smart.temperature": 36,
    }


def test_one_silent_disk_does_not_hide_the_others(read_all):
    scan = '{"devices": [{"name": "/dev/sda", "type": "sat"}, {"name": "/dev/sdb", "type": "sat"}]}'
    commands = {"--scan": scan, "/dev/sda": "not json", "/dev/sdb": read_all("smart/smart-ata.json")}

    assert values(look("disk_health", commands=commands))["smart.state"] == "ok"


def test_a_machine_without_such_disks_says_so():
    assert set(reasons(look("disk_health", commands={"--scan": '{"devices": []}'})).values()) == {"none_here"}


def test_a_missing_smartctl_is_named():
    readings = look("disk_health")

    assert {reading.because for reading in readings} == {"tool_missing: smartctl"}
