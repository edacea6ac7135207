"""The next best step by expected cost.

Repair sequences go by probability over cost, with each failure taken into account; a question is worth asking when it
cheapens the best sequence by more than it costs, now, or after the next action.

Source: Heckerman, Breese, Rommelse (1995), Decision-theoretic troubleshooting; Langseth and Jensen (2003) for
weighing "ask now, after the best action, or never".
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from .problem import Array, Problem

Kind = Literal["action", "question", "escalate"]


@dataclass(frozen=True)
class Choice:
    """One possible next step, with the expected cost of the case when it is taken.

    Attributes:
        index: place among the problem's actions or questions; -1 for escalation.
        expected_cost: minutes' worth, from here to the end.
    """

    kind: Kind
    index: int
    expected_cost: float


@dataclass(frozen=True)
class Plan:
    """The advice on a problem: choices, best first, and a bound below which no strategy can go."""

    choices: tuple[Choice, ...]
    lower_bound: float
    states: int

    @property
    def best(self) -> Choice:
        """The step to take now."""
        return self.choices[0]


def plan(problem: Problem, budget: int = 4000) -> Plan:
    """The choices of a problem, best first; ties go to the first listed, so that advice replays identically.

    Args:
        budget: states that may be looked at; more is never worse on average. Without time: it is counted, not timed.
    """
    look = _Look(problem, budget)
    return Plan(look.choices(), lower_bound(problem), look.states)


def sequence_costs(beliefs: Array, cost: Array, success: Array, escalation: float) -> Array:
    """Expected cost of the best cut of the probability-over-cost sequence, for many beliefs at once.

    Args:
        beliefs: unnormalised, shape (beliefs, faults).

    Returns:
        Shape (beliefs,), each weighted by its belief's mass.
    """
    mass = beliefs.sum(axis=1)
    if len(cost) == 0:
        return np.asarray(escalation * mass)
    order = np.argsort(-(beliefs @ success.T) / cost, axis=1, kind="stable")
    left = np.cumprod(1.0 - success[order], axis=1)
    after = np.einsum("baf,bf->ba", left, beliefs)
    before = np.concatenate([mass[:, None], after[:, :-1]], axis=1)
    spent = np.cumsum(cost[order] * before, axis=1)
    return np.asarray(np.minimum(escalation * mass, (spent + escalation * after).min(axis=1)))


def lower_bound(problem: Problem) -> float:
    """What the case would cost if the cause were told for free: no strategy can cost less."""
    known = sequence_costs(np.eye(len(problem.belief)), problem.action_cost, problem.success, problem.escalation)
    return float(problem.belief @ known)


class _Look:
    """One look ahead: what each step costs when the rest is the best sequence, or one more question."""

    def __init__(self, problem: Problem, budget: int) -> None:
        self.p, self.budget, self.states = problem, budget, 0

    def choices(self) -> tuple[Choice, ...]:
        belief = self.p.belief[None, :]
        found = [Choice("escalate", -1, self.p.escalation)]
        found += [Choice("action", a, value) for a, value in self._actions(belief)]
        found += [Choice("question", q, value) for q, value in self._questions(belief)]
        rank = {"action": 0, "question": 1, "escalate": 2}
        return tuple(sorted(found, key=lambda c: (round(c.expected_cost, 9), rank[c.kind], c.index)))

    def _sequence(self, beliefs: Array, tried: int | None = None) -> Array:
        """Cost of the best sequence from each belief, without an action that was tried just before."""
        self.states += len(beliefs)
        left = slice(None) if tried is None else np.arange(len(self.p.action_cost)) != tried
        return sequence_costs(beliefs, self.p.action_cost[left], self.p.success[left], self.p.escalation)

    def _asked(self, beliefs: Array, tried: int | None = None, heard: int | None = None) -> Array:
        """Cost of asking each question (but `heard`) and then the best sequence; shape (beliefs, questions)."""
        left = [q for q in range(len(self.p.answers)) if q != heard]
        if not left:
            return np.empty((len(beliefs), 0))
        rows = np.concatenate([self.p.answers[q] for q in left])
        starts = np.cumsum([0, *(len(self.p.answers[q]) for q in left[:-1])])
        split = (beliefs[:, None, :] * rows[None, :, :]).reshape(-1, beliefs.shape[1])
        costs = self._sequence(split, tried).reshape(len(beliefs), -1)
        asking = self.p.question_cost[left] * beliefs.sum(axis=1)[:, None]
        return np.asarray(np.add.reduceat(costs, starts, axis=1) + asking)

    def _rest(self, beliefs: Array, tried: int | None = None, heard: int | None = None) -> Array:
        """Least cost from each belief by a sequence, or by one question and then a sequence; shape (beliefs,)."""
        plain = self._sequence(beliefs, tried)
        asked = self._asked(beliefs, tried, heard)
        return np.minimum(plain, asked.min(axis=1)) if asked.size else plain

    def _actions(self, belief: Array) -> list[tuple[int, float]]:
        """The actions worth looking at and what trying each first costs; the others can only come later."""
        gain = self.p.success @ belief[0]
        helpful = np.flatnonzero(gain > 1e-12)
        chosen = helpful[np.argsort(-gain[helpful] / self.p.action_cost[helpful], kind="stable")][:6]
        found = []
        for a in map(int, chosen):
            failed = belief * (1.0 - self.p.success[a])
            found.append((a, float(self.p.action_cost[a] * belief.sum() + self._rest(failed, tried=a).sum())))
        return found

    def _questions(self, belief: Array) -> list[tuple[int, float]]:
        """Each question's cost; after the best few, a further question is looked at, as the budget allows."""
        asked = self._asked(belief)[0]
        values = dict(enumerate(map(float, asked)))
        further = 1 + sum(map(len, self.p.answers))
        for q in map(int, np.argsort(asked, kind="stable")[:8]):
            answers = self.p.answers[q]
            if self.states + len(answers) * further > self.budget:
                break
            values[q] = float(self.p.question_cost[q] + self._rest(belief * answers, heard=q).sum())
        return sorted(values.items())
