"""A problem without set-ups that never costs more than one with them: what a proven bound looks at."""

from dataclasses import replace

import numpy as np

from ..problem import Array, Problem
from .shared import setups_of


def relaxed(problem: Problem) -> Problem:
    """The problem where each step pays a fixed share of every set-up that it needs.

    The shares of a set-up that lasts sum to 1 over the steps that need it. Whoever uses it pays it whole when he first
    does, while the case is open for sure; the shares are paid later or never, in cases that are still open then: they
    come to no more. A test is paid once for each row of at most as many repairs as need it, so that the same shares of
    it hold. Each strategy therefore costs no less than its cost here, and so does the best one.
    """
    setups = setups_of(problem)
    own_action, own_question = problem.own_costs()
    action, question = _shares(problem)
    return replace(
        problem,
        action_cost=np.maximum(own_action + action @ setups.cost, 1e-9),
        question_cost=np.maximum(own_question + question @ setups.cost, 1e-9),
        setups=None,
    )


def _shares(problem: Problem) -> tuple[Array, Array]:
    """Each step's share of each set-up, shapes (actions, setups), (questions, setups): by what its cost buys."""
    setups = setups_of(problem)
    worth = (problem.success @ problem.belief) / problem.action_cost
    action = setups.actions * np.maximum(worth, 1e-9)[:, None]
    question = setups.questions * (1e-9 + 0.1 * worth.max(initial=1e-3))
    total = np.maximum(action.sum(axis=0) + question.sum(axis=0), 1e-300)
    return action / total, question / total
