"""The next best step by expected cost.

A small problem is solved outright. A larger one is solved over its most telling questions and most efficient actions,
where each state may also go on by the best sequence of all that is left: repairs by probability over cost, each
failure taken into account. Asking now, later or never are so weighed against each other as far as the budget reaches.
A search along the most promising steps (`beam.py`) adds what each answer asks for next.

Source: Heckerman, Breese, Rommelse (1995), Decision-theoretic troubleshooting; Langseth and Jensen (2003) for
weighing "ask now, after the best action, or never".
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from . import beam, exact
from .bounds import lower_bound
from .problem import Array, Problem, Setups
from .sequence import each_without, sequence_costs

DEFAULT_BUDGET = 130_000
SEQUENCE_STATES = 32  # what looking at a state with its sequence weighs in the budget, against a bare one

Kind = Literal["action", "question", "escalate"]


@dataclass(frozen=True)
class Choice:
    """One possible next step, with the expected cost of the case when it is taken.

    Attributes:
        index: place among the problem's actions or questions; -1 for escalation.
        expected_cost: minutes' worth, from here to the end.
        also: other actions to be done in a row with this one, before one test of them all.
    """

    kind: Kind
    index: int
    expected_cost: float
    also: tuple[int, ...] = ()


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


def plan(problem: Problem, budget: int = DEFAULT_BUDGET) -> Plan:
    """The choices of a problem, best first; ties go to the first listed, so that advice replays identically.

    Args:
        budget: states that may be looked at; more is never worse on average. Without time: it is counted, not timed.
    """
    choices, states, best = _search(problem, budget)
    return Plan(choices, lower_bound(problem) if best is None else best, states)


def unbounded(problem: Problem, budget: int = DEFAULT_BUDGET) -> Plan:
    """The same choices, without proving how good they are (the bound is zero): for cases played by the thousand."""
    choices, states, _ = _search(problem, budget)
    return Plan(choices, 0.0, states)


def _search(problem: Problem, budget: int) -> tuple[tuple[Choice, ...], int, float | None]:
    """The choices, the states looked at, and the optimum where it is known."""
    if exact.size(problem) <= budget:
        found = exact.solve(problem)
        return _ranked(problem, found.action, found.question), found.states, found.best
    action, question, states = _reduced(problem, budget)
    return _ranked(problem, action, question), states, None


def _ranked(problem: Problem, action: Array, question: Array) -> tuple[Choice, ...]:
    return ranked(problem, [Choice("action", a, float(value)) for a, value in enumerate(action)], question)


def ranked(problem: Problem, actions: list[Choice], question: Array) -> tuple[Choice, ...]:
    """Every step with its cost, cheapest first; of equals an action, then a question, then handing over.

    Args:
        question: cost of each question, shape (questions,).
    """
    found = actions + [Choice("question", q, float(value)) for q, value in enumerate(question)]
    found.append(Choice("escalate", -1, problem.escalation))
    rank = {"action": 0, "question": 1, "escalate": 2}
    return tuple(sorted(found, key=lambda c: (round(c.expected_cost, 9), rank[c.kind], c.index)))


def _sequence(problem: Problem, beliefs: Array, without: list[int]) -> Array:
    left = np.delete(np.arange(len(problem.action_cost)), without)
    return sequence_costs(beliefs, problem.action_cost[left], problem.success[left], problem.escalation)


def _reduced(problem: Problem, budget: int) -> tuple[Array, Array, int]:
    """Cost of each step, searched over a few steps with sequences of all the others behind; and the states seen."""
    action, question = _one_step(problem)
    along = beam.within(problem, budget)
    chosen = _telling(problem, question, (budget - (along.states if along else 0)) // SEQUENCE_STATES)
    part = chosen.problem(problem)
    found = exact.solve(part, _stops(problem, part, chosen.actions))
    action[chosen.actions] = np.minimum(action[chosen.actions], found.action)
    question[chosen.questions] = np.minimum(question[chosen.questions], found.question)
    states = found.states * SEQUENCE_STATES
    if along is None:
        return action, question, states
    return np.minimum(action, along.action), np.minimum(question, along.question), states + along.states


def _one_step(problem: Problem) -> tuple[Array, Array]:
    """Cost of each action, and of each question, when the best sequence follows it."""
    failed = problem.belief * (1.0 - problem.success)
    action = problem.action_cost + each_without(failed, problem.action_cost, problem.success, problem.escalation)
    if not problem.answers:
        return action, np.empty(0)
    starts = np.cumsum([0, *(len(rows) for rows in problem.answers[:-1])])
    heard = _sequence(problem, problem.belief * np.concatenate(problem.answers), [])
    return action, problem.question_cost + np.add.reduceat(heard, starts)


@dataclass(frozen=True)
class Part:
    """The steps of a problem that are searched over, by their places in it."""

    actions: list[int]
    questions: list[int]

    def problem(self, whole: Problem, setups: Setups | None = None) -> Problem:
        """The problem of these steps alone."""
        return Problem(
            whole.belief,
            whole.action_cost[self.actions],
            whole.success[self.actions],
            whole.question_cost[self.questions],
            tuple(whole.answers[q] for q in self.questions),
            whole.escalation,
            setups,
        )


def part_of(problem: Problem, actions: list[int], question: Array, states: int) -> Part:
    """Two questions for each action, as many as the states allow.

    Args:
        actions: those that may help, most promising first.
        question: cost of each question, shape (questions,).
    """
    waiting, questions = list(actions), [int(q) for q in np.argsort(question, kind="stable")]
    part, used = Part([], []), 1
    for turn in range(len(waiting) + len(questions)):
        asks = bool(questions) and (turn % 3 != 2 or not waiting)
        pile, kept = (questions, part.questions) if asks else (waiting, part.actions)
        step = pile.pop(0)
        factor = len(problem.answers[step]) + 1 if asks else 2
        if used * factor <= states:
            used *= factor
            kept.append(step)
    return part


def _telling(problem: Problem, question: Array, states: int) -> Part:
    """The steps worth searching over, actions by probability over cost."""
    gain = problem.success @ problem.belief / problem.action_cost
    actions = [int(a) for a in np.argsort(-gain, kind="stable") if gain[a] > 0]
    return part_of(problem, actions, question, states)


def _stops(problem: Problem, part: Problem, actions: list[int]) -> Array:
    """Cost of the best sequence of all untried actions in each state of the part, shape (heard, tried)."""
    tried, heard = exact.survivals(part), exact.hearings(part) * part.belief
    columns = []
    for mask, survival in enumerate(tried):
        without = [a for place, a in enumerate(actions) if mask >> place & 1]
        columns.append(_sequence(problem, heard * survival, without))
    return np.stack(columns, axis=1)
