"""What a policy really costs where steps share set-ups: every answer and outcome walked, not sampled."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ..evaluate import NEGLIGIBLE
from ..planner import Choice
from ..problem import Array, Bools, Ints, Problem
from .shared import setups_of

Policy = Callable[[Problem], Choice]


def walk(problem: Problem, policy: Policy) -> float:
    """The exact expected cost of following `policy`: each set-up paid when it is used and does not stand."""
    actions, questions = np.arange(len(problem.action_cost)), np.arange(len(problem.answers))
    return _cost(problem, policy, actions, questions, problem.belief)


def _cost(problem: Problem, policy: Policy, actions: Ints, questions: Ints, weights: Array) -> float:
    mass = float(weights.sum())
    if mass < NEGLIGIBLE:
        return problem.escalation * mass
    choice = policy(_left(problem, actions, questions, weights / mass))
    if choice.kind == "escalate":
        return problem.escalation * mass
    setups = setups_of(problem)
    if choice.kind == "action":
        row = actions[[choice.index, *choice.also]]
        need: Bools = np.asarray(setups.actions[row].any(axis=0))
        spent = float(problem.own_costs()[0][row].sum() + setups.cost[need].sum())
        failed = weights * np.prod(1.0 - problem.success[row], axis=0)
        left = np.setdiff1d(actions, row, assume_unique=True)
        return spent * mass + _cost(_opened(problem, need), policy, left, questions, failed)
    q = int(questions[choice.index])
    need = setups.questions[q]
    after, others = _opened(problem, need), questions[questions != q]
    told = sum(_cost(after, policy, actions, others, weights * row) for row in problem.answers[q])
    return float(problem.question_cost[q]) * mass + told


def _opened(problem: Problem, need: Bools) -> Problem:
    """The problem once those set-ups were used: what lasts is not paid again."""
    setups = setups_of(problem)
    saved = np.where(need & setups.lasting, setups.cost, 0.0)
    action, question = setups.actions @ saved, setups.questions @ saved
    return replace(
        problem,
        action_cost=problem.action_cost - action,
        question_cost=problem.question_cost - question,
        setups=replace(setups, cost=setups.cost - saved),
    )


def _left(problem: Problem, actions: Ints, questions: Ints, belief: Array) -> Problem:
    setups = setups_of(problem)
    shared = replace(setups, actions=setups.actions[actions], questions=setups.questions[questions])
    return Problem(
        belief,
        problem.action_cost[actions],
        problem.success[actions],
        problem.question_cost[questions],
        tuple(problem.answers[int(q)] for q in questions),
        problem.escalation,
        shared,
    )
