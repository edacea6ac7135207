"""What closed cases taught, as the next case reasons with it: the counts of a day, learnt once in a process and kept.

A case goes on with the counts that it began with, so that its findings, the base and its counts replay its advice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from tournevis.assets.models import Asset
from tournevis.desk.models import Ticket
from tournevis.diagnosis import engine
from tournevis.diagnosis.models import AcceptedCase
from tournevis.knowledge.queries import Edition, notes
from tournevis.knowledge.queries.editions import SHIPPED, is_shipped
from tournevis.troubleshooting import Model
from tournevis.troubleshooting.authoring import held
from tournevis.troubleshooting.learning import HALF_LIFE, Note, Tally, count, explored, memory, remembered

WHOLE = ""
MEMORY = timedelta(days=3 * HALF_LIFE)  # how far back cases are looked for
HEARD = 20_000  # notes that a scope's counts are made from, the newest ones
KEPT_MODELS, KEPT_TALLIES = 6, 12


@dataclass(frozen=True)
class Counts:
    """Which closed cases are counted: those before a day, shrunk from the whole to a machine's model to a house.

    Attributes:
        day: None where no case had been closed yet: the authors' numbers stand.
        machine: model of the machine; "" where it is not known.
        organisation: number of its organisation.
        held: facts and remedies that keep the authors' numbers, because learning broke an accepted case there.
    """

    day: date | None = None
    machine: str = ""
    organisation: int = 0
    held: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What tells these counts from all others; "" for none."""
        held = f"/-{','.join(self.held)}" if self.held else ""
        return f"{self.day}/{self.organisation}/{self.machine}{held}" if self.day else ""

    def to_json(self) -> dict[str, Any]:
        """As a diagnosis keeps it."""
        if self.day is None:
            return {}
        told = {"day": self.day.isoformat(), "machine": self.machine, "organisation": self.organisation}
        return {**told, "held": list(self.held)} if self.held else told

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Counts:
        """The counts of `to_json`."""
        if not kept:
            return cls()
        held = tuple(kept.get("held", ()))
        return cls(date.fromisoformat(kept["day"]), kept["machine"], kept["organisation"], held)


def counts_for(ticket: Ticket, today: date) -> Counts:
    """The counts that a case begun today reasons with."""
    if not notes(since=today - MEMORY, before=today, limit=1):
        return Counts()
    return of_machine(Counts(today, "", ticket.organisation_id, held_steps(ticket.organisation_id)), ticket.asset)


def held_steps(organisation: int) -> tuple[str, ...]:
    """The facts and remedies that keep the authors' numbers in an organisation."""
    rows = AcceptedCase.objects.filter(organisation=organisation).exclude(held=[]).values_list("held", flat=True)
    return tuple(sorted({step for row in rows for step in row}))


def of_machine(counts: Counts, asset: Asset | None) -> Counts:
    """The same day's counts for another machine."""
    return replace(counts, machine=asset.model if asset else "") if counts.day else counts


def learnt(counts: Counts, edition: Edition = SHIPPED) -> Model:
    """The model that a case with those counts reasons with, on the base that it began with."""
    edition = SHIPPED if is_shipped(edition) else edition
    return _learnt(counts, edition) if counts.day else engine.model_of(edition)


def forget() -> None:
    """Drop what is kept in this process, the advices that rest on it too."""
    engine.forget()
    _learnt.cache_clear()
    _tally.cache_clear()
    _memory.cache_clear()


@lru_cache(maxsize=KEPT_MODELS)
def _learnt(counts: Counts, edition: Edition) -> Model:
    assert counts.day is not None
    scopes = {
        WHOLE: _tally(edition, counts.day, ""),
        "machine": _tally(edition, counts.day, "machine", counts.machine) if counts.machine else None,
        "organisation": _tally(edition, counts.day, "organisation", counts.organisation),
    }
    told = {scope: tally for scope, tally in scopes.items() if tally is not None}
    found = explored(engine.model_of(edition), told, ("machine", "organisation"))
    named = replace(found, counts=counts.name)
    return held(named, engine.model_of(edition), counts.held) if counts.held else named


@lru_cache(maxsize=KEPT_TALLIES)
def _tally(edition: Edition, day: date, scope: str, value: str | int = "") -> Tally | None:
    """The counts of one scope on the morning of a day; None where it had no case."""
    today = day.toordinal()
    told = remembered(_notes(day, **({scope: value} if scope else {})), today, _memory(edition, day))
    return count(engine.model_of(edition), told, today).get(WHOLE)


@lru_cache(maxsize=KEPT_TALLIES)
def _memory(edition: Edition, day: date) -> float:
    """How many days cases of whatever scope are remembered on a day."""
    return memory(engine.model_of(edition), _notes(day), day.toordinal())


def _notes(day: date, **only: object) -> list[Note]:
    rows = notes(since=day - MEMORY, before=day, limit=HEARD, **only)
    return [Note.from_json(row.told, row.closed_on.toordinal()) for row in rows]
