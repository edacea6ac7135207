import json

import pytest

from tournevis.probing import data
from tournevis.probing.inventory import readings
from tournevis.probing.tests.helpers import values


@pytest.fixture
def inventory(shared):
    return lambda name: json.loads((shared / f"inventories/{name}.json").read_text())["content"]


def test_a_recorded_computer_gives_what_the_probes_would(inventory):
    seen = values(readings(inventory("computer_1")))

    assert seen["battery.health_percent"] == 87.8
    assert seen["queues.names"] == ("Officejet_Pro_8600_34AF9E_",)
    assert (seen["displays.connected"], seen["keyboards.count"]) == (1, 1)
    assert 0 <= seen["disk.free_percent"] <= 100


def test_a_battery_without_capacities_is_there_and_no_more(inventory):
    seen = values(readings(inventory("computer_3")))

    assert seen["battery.present"] is True
    assert "battery.health_percent" not in seen
    assert (seen["displays.connected"], seen["disk.mount"]) == (2, "/")


def test_a_full_telephone_is_full(inventory):
    assert values(readings(inventory("phone_1")))["disk.free_percent"] == 0.7


def test_every_recorded_inventory_speaks_the_words_of_the_probes(shared):
    for file in (shared / "inventories").glob("*.json"):
        content = json.loads(file.read_text()).get("content", {})
        assert {reading.name for reading in readings(content)} <= set(data)


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"drives": None},
        {"drives": [1, {"total": "x"}, {"total": 0, "free": 0}]},
        {"batteries": [{"capacity": "a"}]},
    ],
)
def test_parts_that_make_no_sense_give_nothing(content):
    assert all(reading.name == "battery.present" for reading in readings(content))


@pytest.mark.parametrize(
    ("products", "state"),
    [
        ([{"enabled": True, "uptodate": True}], "ok"),
        ([{"enabled": False}, {"enabled": True, "uptodate": False}], "outdated"),
        ([{"enabled": False}], "disabled"),
    ],
)
def test_the_best_antivirus_counts(products, state):
    assert values(readings({"antivirus": products})) == {"antivirus.state": state}
