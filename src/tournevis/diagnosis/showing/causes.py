"""The likely causes, with what speaks for and against each."""

from __future__ import annotations

from dataclasses import dataclass

from tournevis.diagnosis.rules import Counsel
from tournevis.troubleshooting import OTHER
from tournevis.troubleshooting.explain import Weighed, percent


@dataclass(frozen=True)
class EvidenceShown:
    """One piece of evidence: its words, how strongly it speaks, and its weight in decibans."""

    text: str
    strength: str
    decibans: float


@dataclass(frozen=True)
class CauseShown:
    """A possible cause, its probability in percent, and its evidence, weightiest first."""

    id: str
    name: str
    percent: int
    known: bool
    speaks_for: tuple[EvidenceShown, ...]
    speaks_against: tuple[EvidenceShown, ...]


def causes(counsel: Counsel) -> list[CauseShown]:
    """The causes that the explanation ranks, without those that are next to impossible."""
    return [
        CauseShown(
            cause.id,
            cause.name,
            percent(cause.probability),
            cause.id != OTHER,
            _weighed([item for item in cause.evidence if item.decibans > 0]),
            _weighed([item for item in cause.evidence if item.decibans < 0]),
        )
        for place, cause in enumerate(counsel.words.causes)
        if place == 0 or percent(cause.probability) >= 1
    ]


def _weighed(items: list[Weighed]) -> tuple[EvidenceShown, ...]:
    ordered = sorted(items, key=lambda item: -abs(item.decibans))
    return tuple(EvidenceShown(item.text, item.strength, item.decibans) for item in ordered)
