"""A small base of four faults and a scripted device, so that tests of cases do not hang on the shipped content."""

from pathlib import Path

import pytest

from tournevis import probing
from tournevis.assets.models import Asset
from tournevis.assets.tests.factories import make_asset
from tournevis.desk.rules import open_ticket
from tournevis.diagnosis import engine, experience, rules
from tournevis.facts import Outcome, Reading
from tournevis.language import words_of
from tournevis.troubleshooting import compile_model, load_base

FOLDER = Path(__file__).parent / "base"
_model = None


def small_model():
    """The compiled small base."""
    global _model
    _model = _model or compile_model(load_base(FOLDER))
    return _model


def heard(text, lessons=(), edition=None):
    """What the test's complaints mean: enough words to tell the two families apart."""
    if "rançon" in text:
        return engine.Heard({"security.ransomware": 60.0}, ("ransom_note",))
    if "imprim" in text:
        return engine.Heard(
            {fault: 8.0 for fault in small_model().faults if fault.startswith("printing")}, ("nothing_prints",)
        )
    return engine.Heard({}, ())


@pytest.fixture(autouse=True)
def small_base(monkeypatch):
    """Reason with the small base, and remember no other test's cases."""
    monkeypatch.setattr(engine, "model", small_model)
    monkeypatch.setattr(engine, "understand", heard)
    experience.forget()
    monkeypatch.setattr(engine, "memorable", lambda text, names: tuple(sorted({*words_of(text)} - {*names})))
    return small_model().base


class Device:
    """A printer on the network that says what the test tells it to."""

    def __init__(self):
        self.reasons, self.reads, self.silent = (), 0, False

    def run(self, probe, target):
        """What `probing.run` would give."""
        self.reads += 1
        if self.silent:
            return (Reading("printer.reasons", Outcome.ABSENT, because="unreachable", source=probe),)
        return (Reading("printer.reasons", Outcome.VALUE, self.reasons, source=probe),)


@pytest.fixture
def device(monkeypatch):
    """The network printer of `make_printer`."""
    device = Device()
    monkeypatch.setattr(probing, "run", device.run)
    monkeypatch.setattr(probing, "available", lambda target: frozenset({"ipp_printer"}))
    return device


def make_printer(organisation, **fields):
    """A printer that can be asked over the network."""
    fields = {"kind": Asset.Kind.PRINTER, "address": "ipp://printer.example/ipp/print"} | fields
    return make_asset(organisation, **fields)


def make_case(user, complaint="Mon imprimante est bloquée", *, by=None, **fields):
    """A ticket of `user` with its diagnosis begun."""
    ticket = open_ticket(user, complaint, by=by or user, **fields)
    rules.start(ticket, by=by or user)
    return ticket
