"""What questions can tell of each fault beyond what they cost, at a price for each nat.

Whatever the belief v in the states where a question is asked, it tells sum_f v_f D(its answers under f || its answers
under v) nats, and no more than sum_f v_f D(answers under f || t) for any one distribution t of its answers. As those
states are parts of today's belief w, its surplus at a price l and a cost c is at most

    sum_f w_f max(0, l D(answers under f || t) - c)

which is linear in w: a question that bears on few faults has a surplus under those few only. For each question t is
searched from the answers that are awaited and from the distribution from which no fault is far.
"""

from functools import cached_property

import numpy as np

from .problem import Array, Bools, Problem

TURNS = 4  # of the search for each question's distribution
LEAST = 1e-300


class Telling:
    """The questions of a problem under its belief."""

    def __init__(self, problem: Problem) -> None:
        sizes = [len(rows) for rows in problem.answers]
        self._belief, self._cost = problem.belief, problem.question_cost
        self._starts = np.cumsum([0, *sizes[:-1]])[: len(sizes)]
        self._owner = np.repeat(np.arange(len(sizes)), sizes)
        self._rows = np.concatenate([np.empty((0, len(problem.belief))), *problem.answers])

    def surplus(self, nat: float) -> Array:
        """A bound on what each question tells of each fault beyond its cost, shape (questions, faults)."""
        return self._beyond(nat, self._searched(nat))

    def apart(self, nat: float) -> Array:
        """D(answers under f || t), nats, shape (questions, faults): t is best at this price, and good for any."""
        return self._apart(self._searched(nat))

    def _searched(self, nat: float) -> Array:
        """The distribution t of each question that gives it the least surplus, of those tried."""
        if not len(self._starts):
            return np.empty(0)
        best, answers = self._far.copy(), self._awaited
        least, total = self._beyond(nat, best) @ self._belief, np.inf
        for _ in range(TURNS):
            beyond = self._beyond(nat, answers)
            worth = beyond @ self._belief
            better = (worth < least)[self._owner]
            best[better], least = answers[better], np.minimum(worth, least)
            if worth.sum() >= total:
                break
            total = float(worth.sum())
            answers = self._drawn(answers, beyond > 0)
        return best

    def _summed(self, values: Array) -> Array:
        return np.asarray(np.add.reduceat(values, self._starts, axis=0)) if len(self._starts) else np.empty(0)

    @cached_property
    def _certain(self) -> Array:
        """Under each fault, the answers' entropy below zero, shape (questions, faults)."""
        return self._summed(self._rows * np.log(np.maximum(self._rows, LEAST)))

    @cached_property
    def _awaited(self) -> Array:
        return np.asarray(self._rows @ self._belief)

    @cached_property
    def _far(self) -> Array:
        most = self._rows[:, self._belief > 0].max(axis=1)
        return np.asarray(most / self._summed(most)[self._owner])

    def _beyond(self, nat: float, answers: Array) -> Array:
        return np.asarray(np.maximum(0.0, nat * self._apart(answers) - self._cost[:, None]))

    def _apart(self, answers: Array) -> Array:
        if not len(self._starts):
            return np.empty((0, len(self._belief)))
        return self._certain - self._summed(self._rows * np.log(np.maximum(answers, LEAST))[:, None])

    def _drawn(self, answers: Array, active: Bools) -> Array:
        """Each distribution half way to the answers under the faults that have a surplus."""
        drawn = (self._rows * (self._belief * active)[self._owner]).sum(axis=1)
        total = self._summed(drawn)[self._owner]
        return np.where(total > 0, 0.5 * answers + 0.5 * drawn / np.maximum(total, LEAST), answers)
