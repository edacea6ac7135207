"""A pytest plugin: what passed, failed and was left out, room by room, above pytest's own last line."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pytest

WORDS = ("passed", "failed", "error", "skipped")


def room(nodeid: str) -> str:
    """The room a test belongs to: `src/tournevis/desk/…` -> desk, `tests/acceptance/…` -> acceptance."""
    parts = nodeid.split("::")[0].split("/")
    if parts[:2] == ["src", "tournevis"]:
        return parts[2] if len(parts) > 3 else "package"
    return parts[1] if parts[0] == "tests" and len(parts) > 2 else "tests"


def count(stats: dict[str, list[Any]]) -> dict[str, Counter[str]]:
    """Outcomes by room."""
    rooms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word in WORDS:
        for report in stats.get(word, []):
            if word != "passed" or report.when == "call":
                rooms[room(report.nodeid)][word] += 1
    return rooms


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table when more than one room was tested."""
    rooms = count(terminalreporter.stats)
    if len(rooms) < 2:
        return
    terminalreporter.section("by room")
    terminalreporter.write_line(f"{'room':<20}" + "".join(f"{word:>9}" for word in WORDS))
    for name in sorted(rooms):
        figures = "".join(f"{rooms[name][word] or '·':>9}" for word in WORDS)
        terminalreporter.write_line(f"{name:<20}{figures}", red=bool(rooms[name]["failed"] or rooms[name]["error"]))
