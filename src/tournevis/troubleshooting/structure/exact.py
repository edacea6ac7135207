"""The optimum of a small problem whose steps share set-ups: dynamic programming over (actions tried, answers heard).

Set-ups that last stand from their first use on, so that which stand follows from which steps were taken: the state
needs no more than that. A test that can be postponed ends a row of repairs; while it is postponed nothing is seen, so
that a row is one step with the sum of its costs and the product of its failures, and a question asked in between might
as well have been asked before. The state is so that of `exact.solve`; only the costs differ from state to state.

Source: Ottosen (2012), Solutions and Heuristics for Troubleshooting with Dependent Actions and Conditional Costs,
chapters 5 (cost clusters) and 7 (postponed system test).
"""

from dataclasses import dataclass

import numpy as np

from ..exact import masses
from ..problem import Array, Ints, Problem
from .shared import MOST_IN_A_ROW, Group, bits, groups, prices, setups_of


@dataclass(frozen=True)
class Values:
    """The least expected cost from the root, and when each step is taken first; minutes' worth.

    Attributes:
        group, question: shape (groups,), (questions,).
    """

    best: float
    groups: list[Group]
    group: Array
    question: Array
    states: int


def solve(problem: Problem, stop: Array | None = None, most: int = MOST_IN_A_ROW) -> Values:
    """The optimum over every order of the problem's steps, and every row of repairs before a test.

    Args:
        stop: cost of ending in each state, weighted by its mass, shape (heard, tried) as `exact.masses` lays them out;
            by default the escalation's.
        most: repairs in a row before one test; the number of all actions for the optimum without that limit.
    """
    sweep = _Sweep(problem, stop, most)
    sweep.run()
    group, question = sweep.root()
    best = min([float(sweep.value[0, 0]), *group.tolist(), *question.tolist()])
    return Values(best, sweep.groups, group, question, sweep.value.size)


def standing(problem: Problem) -> tuple[Ints, Ints]:
    """Bits of the lasting set-ups that stand by the questions heard, shape (heard,), and by the actions tried."""
    setups = setups_of(problem)
    lasting = int(bits(setups.lasting[None])[0])
    tried = np.zeros(1, dtype=np.int64)
    for need in bits(setups.actions) & lasting:
        tried = np.concatenate([tried, tried | need])
    heard = np.zeros(1, dtype=np.int64)
    for need, rows in zip(bits(setups.questions) & lasting, problem.answers, strict=True):
        heard = np.concatenate([heard, *[heard | need] * len(rows)])
    return heard, tried


class _Sweep:
    """One pass over the states, the fullest first, writing the least cost into `value`, shape (heard, tried)."""

    def __init__(self, problem: Problem, stop: Array | None, most: int) -> None:
        self.p, self.groups = problem, groups(problem, most)
        self.mass, self.strides = masses(problem)
        self.value = problem.escalation * self.mass if stop is None else stop.copy()
        setups = setups_of(problem)
        self.price, self.asks = prices(setups), bits(setups.questions)
        _, self.question_cost = problem.own_costs()
        self.by_heard, self.by_tried = standing(problem)
        tried = np.arange(self.value.shape[1])
        self.fullness = np.array([int(mask).bit_count() for mask in tried])
        self.free = [tried & group.mask == 0 for group in self.groups]

    def run(self) -> None:
        digits = [self._digit(q) for q in range(len(self.p.answers))]
        asked = np.sum([digit > 0 for digit in digits], axis=0) if digits else np.zeros(1, dtype=np.int64)
        for count in range(len(digits), -1, -1):
            rows = np.flatnonzero(asked == count)
            for q, digit in enumerate(digits):
                self._ask(q, rows[digit[rows] == 0])
            self._try(rows)

    def _digit(self, q: int) -> Ints:
        heard = np.arange(self.value.shape[0])
        return np.asarray((heard // self.strides[q]) % (len(self.p.answers[q]) + 1))

    def _ask(self, q: int, rows: Ints) -> None:
        self.value[rows] = np.minimum(self.value[rows], self.asked(q, rows))

    def asked(self, q: int, rows: Ints) -> Array:
        """Cost of asking a question now in each state of those rows."""
        open_ = self.by_heard[rows, None] | self.by_tried
        told = (self.question_cost[q] + self.price[self.asks[q] & ~open_]) * self.mass[rows]
        for k in range(1, len(self.p.answers[q]) + 1):
            told = told + self.value[rows + k * self.strides[q]]
        return np.asarray(told)

    def _try(self, rows: Ints) -> None:
        value, mass, by_heard = self.value[rows], self.mass[rows], self.by_heard[rows, None]
        for count in range(len(self.p.action_cost) - 1, -1, -1):
            layer = self.fullness == count
            for group, free in zip(self.groups, self.free, strict=True):
                here = np.flatnonzero(layer & free)
                price = self.price[group.need & ~(by_heard | self.by_tried[here])]
                tried = (group.cost + price) * mass[:, here] + value[:, here | group.mask]
                value[:, here] = np.minimum(value[:, here], tried)
        self.value[rows] = value

    def root(self) -> tuple[Array, Array]:
        """Cost of each group, and of each question, taken first."""
        group = [(g.cost + self.price[g.need]) * self.mass[0, 0] + self.value[0, g.mask] for g in self.groups]
        question = [self.asked(q, np.zeros(1, dtype=np.int64))[0, 0] for q in range(len(self.p.answers))]
        return np.array(group, dtype=float), np.array(question, dtype=float)
