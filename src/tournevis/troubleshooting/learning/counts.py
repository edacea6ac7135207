"""Notes counted by scope, the old ones fading."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from tournevis.troubleshooting.mistakes import SHARES
from tournevis.troubleshooting.model import Model
from tournevis.troubleshooting.problem import Array

from .notes import Note

WHOLE = ""  # the scope that every case belongs to
HALF_LIFE = 240.0  # days after which a case weighs half


@dataclass
class Tally:
    """Weighed counts of one scope.

    Attributes:
        causes: cases of each fault, shape (faults,).
        answers: fact id -> cases of each answer and fault, shape (answers, faults).
        worked, failed: remedy id -> cases of each fault, shape (faults,).
        mistakes: what the cases told of each share of mistaken answers, in nats, shape (shares,).
    """

    causes: Array
    answers: dict[str, Array] = field(default_factory=dict)
    worked: dict[str, Array] = field(default_factory=dict)
    failed: dict[str, Array] = field(default_factory=dict)
    mistakes: Array = field(default_factory=lambda: np.zeros(len(SHARES)))

    def tried(self, remedy: str) -> Array | float:
        """Cases of each fault in which a remedy was tried, shape (faults,); 0 where it never was."""
        return self.worked.get(remedy, 0.0) + self.failed.get(remedy, 0.0)


def count(model: Model, notes: Iterable[Note], today: float, half_life: float = HALF_LIFE) -> dict[str, Tally]:
    """Scope -> its counts today; the whole has the scope "". What left the base since is passed over.

    Args:
        half_life: in days; a case of that age weighs half as much as one of today.
    """
    tallies: dict[str, Tally] = {}
    for item in notes:
        weight = 0.5 ** (max(today - item.day, 0.0) / half_life)
        causes = np.zeros(len(model.faults))
        for fault, share in item.causes.items():
            if fault in model.index:
                causes[model.index[fault]] = share * weight
        for scope in (WHOLE, *item.scopes):
            tally = tallies.setdefault(scope, Tally(np.zeros(len(causes))))
            _add(model, tally, item, causes)
            if len(item.mistakes) == len(SHARES):
                tally.mistakes += weight * np.array(item.mistakes)
    return tallies


def _add(model: Model, tally: Tally, item: Note, causes: Array) -> None:
    tally.causes += causes
    tried = [(remedy, tally.failed) for remedy in item.failed]
    if item.worked is not None:
        tried.append((item.worked, tally.worked))
    _add_answers(model, tally, item, causes)  # where no fix proved the cause, each bears the part that it is believed
    for remedy, table in tried:
        if remedy in model.success:
            table[remedy] = table.get(remedy, 0.0) + causes


def _add_answers(model: Model, tally: Tally, item: Note, causes: Array) -> None:
    for fact, answer in item.answers.items():
        known = model.base.facts.get(fact)
        places = [a.id for a in known.answers] if known else []
        if answer in places:
            table = tally.answers.setdefault(fact, np.zeros((len(places), len(causes))))
            table[places.index(answer)] += causes
