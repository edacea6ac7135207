"""`docs/security.md` is true to itself: each named test exists, each point stands once, and the totals are counted."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \| (.+) \|$", TEXT, re.M)
POINTS = 253  # of levels 1 and 2 in ASVS 5.0.0
STATES = {"met", "met, no test", "does not apply", "not met"}


def test_every_point_stands_once_with_a_state_and_a_reason():
    assert len(ROWS) == len({row[0] for row in ROWS}) == POINTS
    assert {row[3] for row in ROWS} <= STATES
    assert [row[0] for row in ROWS if len(row[4]) < 5] == []


def test_every_test_that_is_named_exists():
    named = {row[0]: re.findall(r"`(\S+)::(\w+)`", row[4]) for row in ROWS if row[3] == "met"}

    assert [point for point, tests in named.items() if not tests] == []
    gone = {
        point: f"{file}::{test}"
        for point, tests in named.items()
        for file, test in tests
        if not (ROOT / file).is_file() or f"def {test}(" not in (ROOT / file).read_text(encoding="utf-8")
    }
    assert gone == {}


def test_the_totals_at_the_top_are_those_of_the_table():
    told = {state: int(count) for state, count in re.findall(r"^\| ([a-z, ]+) \| (\d+) \|$", TEXT, re.M)}

    assert told == {**Counter(row[3] for row in ROWS), "all": POINTS}
