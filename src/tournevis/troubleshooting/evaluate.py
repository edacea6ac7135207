"""What a policy really costs: its expected cost by walking every answer and outcome, not by sampling."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

from .planner import Choice
from .problem import Array, Ints, Problem
from .sequence import sequence_costs

Policy = Callable[[Problem], Choice]
NEGLIGIBLE = 1e-12  # chance of a branch below which nothing is asked any more


@dataclass
class Walk:
    """The whole tree of a policy on a problem.

    Attributes:
        cost: exact expected cost, minutes' worth.
        milliseconds: of each decision.
        rare: chance of a branch below which nothing was asked any more.
    """

    cost: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    rare: float = NEGLIGIBLE


def walk(problem: Problem, policy: Policy, rare: float = NEGLIGIBLE) -> Walk:
    """The expected cost of following `policy` to the end, and the time of each of its decisions.

    Args:
        rare: in branches of less chance the best sequence of repairs is followed, without asking any more.
    """
    found = Walk(rare=rare)
    actions, questions = np.arange(len(problem.action_cost)), np.arange(len(problem.answers))
    found.cost = _cost(problem, policy, actions, questions, problem.belief, found)
    return found


def _cost(problem: Problem, policy: Policy, actions: Ints, questions: Ints, weights: Array, found: Walk) -> float:
    mass = float(weights.sum())
    if mass < found.rare:
        left = remaining(problem, actions, questions, problem.belief)
        return float(sequence_costs(weights[None], left.action_cost, left.success, left.escalation)[0])
    left = remaining(problem, actions, questions, weights / mass)
    start = perf_counter()
    choice = policy(left)
    found.milliseconds.append(1000 * (perf_counter() - start))
    if choice.kind == "escalate":
        return problem.escalation * mass
    if choice.kind == "action":
        a = int(actions[choice.index])
        failed = weights * (1.0 - problem.success[a])
        rest = _cost(problem, policy, actions[actions != a], questions, failed, found)
        return float(problem.action_cost[a]) * mass + rest
    q = int(questions[choice.index])
    others = questions[questions != q]
    told = sum(_cost(problem, policy, actions, others, weights * row, found) for row in problem.answers[q])
    return float(problem.question_cost[q]) * mass + told


def remaining(problem: Problem, actions: Ints, questions: Ints, belief: Array) -> Problem:
    """The problem that is left: these actions and questions, under this belief."""
    kept = tuple(problem.answers[int(q)] for q in questions)
    costs = problem.action_cost[actions], problem.question_cost[questions]
    return Problem(belief, costs[0], problem.success[actions], costs[1], kept, problem.escalation)
