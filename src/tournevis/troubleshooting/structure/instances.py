"""Small problems whose steps share set-ups, the same for the same seed: visits, open cases, restarts."""

from typing import Literal

import numpy as np

from ..problem import Array, Bools, Problem, Setups

Family = Literal["visit", "nested", "restart", "mixed"]
FAMILIES: tuple[Family, ...] = ("visit", "nested", "restart", "mixed")
# what each set-up is: whether it lasts, and its cost at least and at most, in minutes' worth
KINDS: dict[Family, tuple[tuple[bool, float, float], ...]] = {
    "visit": ((True, 15, 40),),
    "nested": ((True, 15, 40), (True, 5, 15)),
    "restart": ((False, 3, 12),),
    "mixed": ((True, 15, 40), (True, 5, 15), (False, 3, 12)),
}


def make(family: Family, seed: int, faults: int = 6, actions: int = 6, questions: int = 3) -> Problem:
    """An instance: each action has its own fault and may help with another; two in three need a set-up.

    In "nested" and "mixed" the second set-up is only had within the first.
    """
    r = np.random.default_rng([seed, FAMILIES.index(family)])
    belief = np.append(r.dirichlet(np.full(faults, 1.5)) * 0.96, 0.04)
    success = np.zeros((actions, faults + 1))
    for a in range(actions):
        success[a, a % faults] = r.uniform(0.7, 1.0)
        success[a, int(r.integers(0, faults))] = r.uniform(0.2, 0.9)
    answers = tuple(r.dirichlet(np.full(2, 0.4), faults + 1).T for _ in range(questions))
    costs = r.uniform(2, 20, actions), r.uniform(1, 6, questions)
    setups = _setups(r, family, actions, questions)
    action, question = costs[0] + setups.actions @ setups.cost, costs[1] + setups.questions @ setups.cost
    return Problem(belief, action, success, question, answers, float(r.uniform(80, 200)), setups)


def tree(seed: int, actions: int = 6) -> Problem:
    """A tree of clusters: independent actions, each of which ends its own fault; a case in each of two rooms.

    Handing over is so dear that every action is worth its turn.
    """
    r = np.random.default_rng([seed, len(FAMILIES)])
    paths = np.array([[0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 1, 1]], dtype=bool)
    needs = paths[r.integers(0, len(paths), actions)]
    setups = Setups(r.uniform(2, 40, 4), np.ones(4, bool), needs, np.empty((0, 4), bool))
    belief = r.dirichlet(np.full(actions, 1.0))
    cost = r.uniform(1, 30, actions) + setups.actions @ setups.cost
    return Problem(belief, cost, np.eye(actions), np.empty(0), (), 1e6, setups)


def _setups(r: np.random.Generator, family: Family, actions: int, questions: int) -> Setups:
    kinds = KINDS[family]
    cost: Array = np.array([r.uniform(low, high) for _, low, high in kinds])
    lasting: Bools = np.array([lasts for lasts, _, _ in kinds])
    needs = r.random((actions, len(kinds))) < 0.65
    if family in ("nested", "mixed"):
        needs[:, 0] |= needs[:, 1]
    asks = np.zeros((questions, len(kinds)), dtype=bool)
    asks[:, lasting] = r.random((questions, int(lasting.sum()))) < 0.2
    if family in ("nested", "mixed"):
        asks[:, 0] |= asks[:, 1]
    return Setups(cost, lasting, needs, asks)
