"""A machine that joins a case shows all that leaves it."""

import io

from rich.console import Console

from tournevis import probing
from tournevis.cli import join
from tournevis.facts import Outcome, Reading

READINGS = {
    "disk": (Reading("disk.free_percent", Outcome.VALUE, 3.0, "%"),),
    "battery": (Reading("battery.present", Outcome.REFUSED, because="tool_missing: upower"),),
}


def joined(monkeypatch, reply):
    """What is shown, and what is sent, where one replies `reply` to the question."""
    sent = []
    monkeypatch.setattr(join, "targets_for", lambda devices, local: dict.fromkeys(READINGS))
    monkeypatch.setattr(probing, "run", lambda probe, target: READINGS[probe])
    monkeypatch.setattr(join._Join, "_call", lambda self, message: sent.append(message) or {})
    monkeypatch.setattr("builtins.input", lambda *args: reply)
    shown = io.StringIO()
    join.join("CODE", "http://case.example", [], "en", yes=False, console=Console(file=shown, width=200))
    return shown.getvalue(), [message for message in sent if message]


def test_each_reading_that_is_sent_is_shown_before_by_its_name(monkeypatch):
    names = {datum.name: datum.names["en"] for probe in probing.catalogue.values() for datum in probe.gives}

    shown, sent = joined(monkeypatch, "y")

    told = [reading["name"] for group in sent[0]["probes"].values() for reading in group]
    assert sorted(told) == ["battery.present", "disk.free_percent"]
    assert all(names[name] in shown for name in told)
    assert "tool_missing" not in shown


def test_the_question_says_how_to_reply_and_no_sends_nothing(monkeypatch):
    shown, sent = joined(monkeypatch, "n")

    assert "[y/N]" in shown
    assert sent == []
