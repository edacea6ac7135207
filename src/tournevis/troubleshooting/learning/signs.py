"""What closed cases tell of the answers that each fault gives."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from tournevis.troubleshooting.model import Model, usual_distribution
from tournevis.troubleshooting.problem import Array

from .spread import spread
from .strength import worth

Bools = NDArray[np.bool_]
OWN = 30.0  # cases of one fault behind the answers that it shares with all faults that say nothing of the fact


def signs(model: Model, answers: Mapping[str, Array]) -> dict[str, Array]:
    """Fact id -> P(answer | fault) as the cases correct what the authors wrote, shape (answers, faults).

    What the authors wrote for a fault is corrected by its own cases. The faults that say nothing of a fact share its
    usual answers: these are learnt from the cases of them all, and each moves from there with cases of its own.

    Args:
        answers: fact id -> cases of each answer and fault, shape (answers, faults).
    """
    silent = {fact: silent_on(model, fact) for fact in answers}
    written = [_written(model.likelihood[fact], seen, silent[fact]) for fact, seen in answers.items()]
    if not written:
        return {}
    chance, told = (np.concatenate([part[n].ravel() for part in written]) for n in (0, 1))
    cases = np.concatenate([np.broadcast_to(part[1].sum(axis=0), part[1].shape).ravel() for part in written])
    wide = spread(chance, told, cases)
    return {fact: _signs(model.likelihood[fact], seen, silent[fact], wide) for fact, seen in answers.items()}


def silent_on(model: Model, fact: str) -> Bools:
    """Whether each known fault has the usual answers of a fact, as those that say nothing of it do; shape (faults,)."""
    usual = usual_distribution(model.base, model.base.facts[fact])
    found: Bools = np.asarray(np.isclose(model.likelihood[fact], usual[:, None]).all(axis=0))
    found[-1] = False
    return found


def _written(rows: Array, seen: Array, silent: Bools) -> tuple[Array, Array]:
    """The columns that authors wrote, the usual one once, with their cases; shapes (answers, columns)."""
    own = ~silent
    own[-1] = False
    if not silent.any():
        return rows[:, own], seen[:, own]
    usual = rows[:, [int(silent.argmax())]]
    shared = seen[:, silent].sum(axis=1, keepdims=True)
    return np.hstack([rows[:, own], usual]), np.hstack([seen[:, own], shared])


def _signs(rows: Array, seen: Array, silent: Bools, wide: float) -> Array:
    learnt = _corrected(rows, worth(rows, wide), seen)
    if silent.any():
        usual = rows[:, [int(silent.argmax())]]
        middle = _corrected(usual, worth(usual, wide), seen[:, silent].sum(axis=1, keepdims=True))
        learnt[:, silent] = _corrected(np.repeat(middle, silent.sum(), axis=1), OWN, seen[:, silent])
    learnt[:, -1] = rows[:, -1]  # the unknown cause is no one cause: it has no signs of its own
    return learnt


def _corrected(rows: Array, strength: Array | float, seen: Array) -> Array:
    means = (strength * rows + seen) / (strength + seen.sum(axis=0))
    return np.asarray(means / means.sum(axis=0))
