"""Small problems of three characters, made by seed, on which planners are compared with the optimum.

easy: short repairs, cheap noisy questions. hard: dear repairs beside cheap sharp questions, where repairing by
probability over cost alone is far off, as on nine real printer models (SACSO 2001). late: dear questions beside cheap
and dear repairs, where asking now, later or never is the point.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from .problem import Array, Problem

Family = Literal["easy", "hard", "late"]


@dataclass(frozen=True)
class Character:
    """What makes a family.

    Attributes:
        spread: concentration of the prior; small is uneven.
        other: prior of the cause that no repair ends.
        least: least success of a repair on its own fault; cross: chance that it also helps another.
        sharp: concentration of the answers; small is sharp. blur: share that any answer keeps.
        escalation: range of the cost of handing over.
    """

    spread: float
    other: float
    least: float
    cross: float
    sharp: float
    blur: float
    escalation: tuple[int, int]


CHARACTERS: dict[Family, Character] = {
    "easy": Character(0.7, 0.04, 0.6, 0.2, 0.4, 0.02, (30, 90)),
    "hard": Character(3.0, 0.02, 0.8, 0.1, 0.08, 0.02, (200, 500)),
    "late": Character(0.7, 0.02, 0.8, 0.1, 0.1, 0.02, (200, 500)),
}


def make(family: Family, seed: int, faults: int, actions: int, questions: int, answers: int = 2) -> Problem:
    """The problem of a family and seed: `faults` known ones and one that no action repairs."""
    r, c = np.random.default_rng([seed, faults, actions, questions]), CHARACTERS[family]
    belief = np.append(r.dirichlet(np.full(faults, c.spread)) * (1 - c.other), c.other)
    action_cost, question_cost = _costs(r, family, actions, questions)
    rows = tuple(
        c.blur / answers + (1 - c.blur) * r.dirichlet(np.full(answers, c.sharp), faults + 1).T for _ in range(questions)
    )
    escalation = float(r.integers(*c.escalation, endpoint=True))
    return Problem(belief, action_cost, _success(r, c, faults, actions), question_cost, rows, escalation)


def _costs(r: np.random.Generator, family: Family, actions: int, questions: int) -> tuple[Array, Array]:
    if family == "easy":
        return r.integers(1, 21, actions).astype(float), r.integers(1, 6, questions).astype(float)
    if family == "hard":
        return r.integers(5, 61, actions).astype(float), r.integers(1, 5, questions).astype(float)
    return _spread(r, 2, 120, actions), _spread(r, 10, 60, questions)


def _spread(r: np.random.Generator, low: int, high: int, count: int) -> Array:
    """Costs spread evenly over their logarithm."""
    return np.asarray(np.round(np.exp(r.uniform(np.log(low), np.log(high), count))), dtype=np.float64)


def _success(r: np.random.Generator, c: Character, faults: int, actions: int) -> Array:
    own = np.eye(faults, dtype=bool)[np.arange(actions) % faults]
    helps = r.random((actions, faults)) < c.cross
    chance = np.where(own, r.uniform(c.least, 1.0, own.shape), np.where(helps, r.uniform(0.1, 0.9, own.shape), 0.0))
    return np.concatenate([chance, np.zeros((actions, 1))], axis=1)
