"""The optimum of a small problem, by dynamic programming over (actions tried, answers heard), all states at once.

A state's mass is the chance to come there: a product of two tables, so that no belief is ever written out. States are
taken in layers by how many steps were taken, the fullest first; within a layer each step's values are one vector.

Source: the AND/OR graph of Vomlelova (2001) and Ottosen (2012), solved bottom up.
"""

from dataclasses import dataclass

import numpy as np

from .problem import Array, Ints, Problem


@dataclass(frozen=True)
class Values:
    """The least expected cost from the root, and when each step is taken first; minutes' worth.

    Attributes:
        action, question: shape (actions,), (questions,); inf where the step is not part of the search.
    """

    best: float
    action: Array
    question: Array
    states: int


def size(problem: Problem) -> float:
    """How many states the problem has: 2^actions times, for each question, its answers and one more."""
    return float(2.0 ** len(problem.action_cost) * np.prod([len(rows) + 1.0 for rows in problem.answers]))


def solve(problem: Problem, stop: Array | None = None) -> Values:
    """The optimum over every order of the problem's steps.

    Args:
        stop: cost of ending in each state, weighted by its mass, shape (heard, tried) as `masses` lays them out; by
            default the escalation's.
    """
    mass, digits = masses(problem)
    value = (problem.escalation * mass if stop is None else stop).ravel()
    flat = mass.ravel()
    _Sweep(problem, digits, flat, value).run()
    return _root(problem, flat, value, len(flat))


def masses(problem: Problem) -> tuple[Array, list[int]]:
    """Chance of each state, shape (heard, tried), and the stride of each question in `heard`.

    `tried` is a bit mask of actions that failed; `heard` a number with one digit a question: 0 for not asked.
    """
    tried, heard = survivals(problem), hearings(problem)
    strides, stride = [], 1
    for rows in problem.answers:
        strides.append(stride)
        stride *= len(rows) + 1
    return (heard * problem.belief) @ tried.T, strides


def survivals(problem: Problem) -> Array:
    """P(all tried actions failed | fault), shape (2^actions, faults)."""
    table = np.ones((1, len(problem.belief)))
    for success in problem.success:
        table = np.concatenate([table, table * (1.0 - success)])
    return table


def hearings(problem: Problem) -> Array:
    """P(all heard answers | fault), shape (product of answers + 1, faults)."""
    table = np.ones((1, len(problem.belief)))
    for rows in problem.answers:
        table = np.concatenate([table, *(table * row for row in rows)])
    return table


class _Sweep:
    """One pass over the layers, writing the least cost into `value` in place."""

    def __init__(self, problem: Problem, strides: list[int], mass: Array, value: Array) -> None:
        self.p, self.strides, self.mass, self.value = problem, strides, mass, value
        self.width = 1 << len(problem.action_cost)

    def run(self) -> None:
        heard_digits, layers = self._layers()
        actions = len(self.p.action_cost)
        for states in layers:
            tried, heard = states & (self.width - 1), states >> actions
            least = self.value[states]
            mass = self.mass[states]
            for a, cost in enumerate(self.p.action_cost):
                open_ = np.flatnonzero((tried >> a) & 1 == 0)
                _lower(least, open_, cost * mass[open_] + self.value[states[open_] + (1 << a)])
            for q, cost in enumerate(self.p.question_cost):
                open_ = np.flatnonzero(heard_digits[q][heard] == 0)
                step = self.strides[q] * self.width
                told = cost * mass[open_]
                for k in range(1, len(self.p.answers[q]) + 1):
                    told = told + self.value[states[open_] + k * step]
                _lower(least, open_, told)
            self.value[states] = least

    def _layers(self) -> tuple[list[Ints], list[Ints]]:
        """Each question's digit in `heard`; states by steps taken, fullest first."""
        tried_count = np.zeros(1, dtype=np.int8)
        for _ in self.p.action_cost:
            tried_count = np.concatenate([tried_count, tried_count + 1]).astype(np.int8)
        heard_count, digits = np.zeros(1, dtype=np.int8), []
        total = int(np.prod([len(rows) + 1 for rows in self.p.answers], dtype=np.int64))
        for q, rows in enumerate(self.p.answers):
            heard_count = np.concatenate([heard_count, *[heard_count + 1] * len(rows)]).astype(np.int8)
            digits.append((np.arange(total) // self.strides[q]) % (len(rows) + 1))
        count = (heard_count[:, None] + tried_count[None, :]).ravel()
        order = np.argsort(count, kind="stable")
        most = int(count[order[-1]])
        edges = np.searchsorted(count[order], np.arange(most + 2))
        layers = [order[edges[n] : edges[n + 1]] for n in range(most, 0, -1)]
        return digits, layers


def _lower(least: Array, places: Ints, values: Array) -> None:
    least[places] = np.minimum(least[places], values)


def _root(problem: Problem, mass: Array, value: Array, states: int) -> Values:
    actions, width = len(problem.action_cost), 1 << len(problem.action_cost)
    action = np.array([problem.action_cost[a] * mass[0] + value[1 << a] for a in range(actions)])
    question, stride = [], width
    for cost, rows in zip(problem.question_cost, problem.answers, strict=True):
        told = sum(float(value[k * stride]) for k in range(1, len(rows) + 1))
        question.append(cost * mass[0] + told)
        stride *= len(rows) + 1
    best = min([float(value[0]), *action.tolist(), *map(float, question)])
    return Values(best, action, np.array(question, dtype=float), states)
