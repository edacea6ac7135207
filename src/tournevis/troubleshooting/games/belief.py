"""What is thought of a game's machine: the worlds that are still possible, and how likely each is."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..problem import Array
from .content import Step
from .worlds import Flags, Rows, Worlds

MISTAKEN = 0.02  # chance that an answer of the user is mistaken in one of the things that it tells
NEVER = 1e-6  # the same of an agent's own tool: the pack may be wrong, the machine is not
DROPPED = 1e-5  # worlds this much less likely than the likeliest are let go


@dataclass(frozen=True)
class Belief:
    """Worlds and their chances.

    Attributes:
        rows: shape (worlds, parts).
        weights: shape (worlds,), sums to 1.
    """

    rows: Rows
    weights: Array

    def share(self, flags: Flags) -> float:
        """P(what the flags say)."""
        return float(self.weights[flags].sum())


def start(worlds: Worlds) -> Belief:
    """Before anything was read."""
    return Belief(*worlds.start)


def update(worlds: Worlds, belief: Belief, step: Step, answer: Mapping[str, str], mistaken: float) -> Belief:
    """After a step was taken and its answer was read, by Bayes' rule; any of the things told may be the mistaken one.

    Args:
        answer: fact -> value, for what could be read of the answer.
        mistaken: chance that an answer of the user is mistaken in one of the things that it tells.
    """
    rows = worlds.moved(belief.rows, step)
    weights = belief.weights.copy()
    wrong = max(mistaken, NEVER) / max(len(answer), 1) if step.by == "user" else NEVER
    for name, value in answer.items():
        values = worlds.game.values(name)
        right = worlds.fact(rows, name) == values.index(value)
        weights *= np.where(right, 1.0 - wrong, wrong / (len(values) - 1))
    kept = weights > DROPPED * weights.max()
    return Belief(rows[kept], weights[kept] / weights[kept].sum())


def likeliest(belief: Belief, share: float) -> Belief:
    """The likeliest worlds that hold at least this share together: what is worth planning for."""
    order = np.argsort(-belief.weights, kind="stable")
    enough = int(np.searchsorted(np.cumsum(belief.weights[order]), share)) + 1
    kept = np.sort(order[:enough])
    return Belief(belief.rows[kept], belief.weights[kept] / belief.weights[kept].sum())


def core(belief: Belief, share: float) -> Belief:
    """The worlds that are at least this share as likely as the likeliest: as if nothing that was said were mistaken."""
    kept = belief.weights >= share * belief.weights.max()
    return Belief(belief.rows[kept], belief.weights[kept] / belief.weights[kept].sum())
