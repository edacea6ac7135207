"""The fault base."""

from __future__ import annotations

from ninja import Schema
from pydantic import Field

from tournevis.diagnosis.showing import RemedyShown


class FaultBrief(Schema):
    """A fault as a search finds it."""

    id: str
    name: str
    family: str
    explanation: str


class RiskShape(Schema):
    """Something that may go wrong."""

    name: str
    level: str


class RemedyShape(Schema):
    """A remedy, with its steps for one system."""

    id: str
    name: str
    steps: list[str]
    minutes: int = Field(description="Of everybody's time.")
    done_by: str
    risks: list[RiskShape]
    consent: str = Field(description="What the user must agree to first; empty where nothing.")
    undo: str
    irreversible: str
    check: str = Field(description="What proves that it worked.")
    guards: list[str] = Field(description="What must be so first.")
    part: str

    @classmethod
    def of(cls, shown: RemedyShown) -> RemedyShape:
        """A remedy in words."""
        return cls(
            id=shown.id,
            name=shown.name,
            steps=list(shown.steps),
            minutes=shown.minutes,
            done_by=str(shown.by),
            risks=[RiskShape(name=str(risk.name), level=str(risk.word)) for risk in shown.risks],
            consent=shown.consent,
            undo=shown.undo,
            irreversible=shown.irreversible,
            check=shown.check,
            guards=list(shown.guards),
            part=shown.part,
        )


class CountShape(Schema):
    """What became of a remedy against a fault in this organisation."""

    remedy: str
    base_version: str
    solved: int
    not_solved: int
    refused: int
    not_done: int


class FaultShape(FaultBrief):
    """A fault, its remedies, and what worked here."""

    technical: str
    prevent: str
    caution: str
    complaints: list[str]
    remedies: list[RemedyShape]
    outcomes: list[CountShape]


class FaultList(Schema):
    """The faults found, best first."""

    items: list[FaultBrief]
