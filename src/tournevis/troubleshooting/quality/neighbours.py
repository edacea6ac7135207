"""Which fault is hardest to tell from which, and by what finding they are told apart best."""

from dataclasses import dataclass

import numpy as np

from tournevis.troubleshooting.model import Model
from tournevis.troubleshooting.problem import Array, Ints


@dataclass(frozen=True)
class Neighbour:
    """The fault that is nearest to another one.

    Attributes:
        fact: the finding that tells the two apart best.
        apart: total variation of its answers under the two faults, 0 (alike) to 1 (never the same answer).
    """

    fault: str
    neighbour: str
    fact: str
    apart: float


def nearest(model: Model) -> dict[str, Neighbour]:
    """Fault id -> its nearest neighbour: the one whose best telling finding tells least."""
    known = len(model.faults) - 1
    if known < 2:
        return {}
    apart, best = _apart(model, known)
    np.fill_diagonal(apart, np.inf)
    facts, found = tuple(model.likelihood), {}
    for place, fault in enumerate(model.faults[:-1]):
        other = int(np.argmin(apart[place]))
        fact = facts[best[place, other]]
        found[fault] = Neighbour(fault, model.faults[other], fact, float(apart[place, other]))
    return found


def _apart(model: Model, known: int) -> tuple[Array, Ints]:
    """The largest total variation over the facts, and the place of that fact, for each pair of known faults."""
    apart, best = np.zeros((known, known)), np.zeros((known, known), dtype=np.int64)
    for place, rows in enumerate(model.likelihood.values()):
        columns, kind = np.unique(rows[:, :known].T.round(9), axis=0, return_inverse=True)
        if len(columns) < 2:
            continue
        # faults that expect the same of a fact share a column: few kinds, so few differences
        between = np.abs(columns[:, None, :] - columns[None, :, :]).sum(axis=2) / 2
        found = between[np.ix_(kind, kind)]
        better = found > apart
        apart[better], best[better] = found[better], place
    return apart, best
