"""The policies that others use, to measure ours against in the same run."""

import numpy as np

from .planner import Choice, sequence_costs
from .problem import Array, Problem


def probability_over_cost(problem: Problem) -> Choice:
    """Never ask: the action of best probability over cost, while trying it is worth more than handing over."""
    gain = problem.success @ problem.belief
    order = np.argsort(-gain / problem.action_cost, kind="stable")
    sequence = _sequence(problem, problem.belief[None, :])[0]
    if not len(order) or sequence >= problem.escalation - 1e-12:
        return Choice("escalate", -1, problem.escalation)
    return Choice("action", int(order[0]), sequence)


def _sequence(problem: Problem, beliefs: Array) -> Array:
    return sequence_costs(beliefs, problem.action_cost, problem.success, problem.escalation)


def information_gain(problem: Problem) -> Choice:
    """Ask what tells most per minute while anything is uncertain, then repair."""
    best, place = 0.0, -1
    for q, rows in enumerate(problem.answers):
        joint = rows * problem.belief
        told = joint.sum(axis=1, keepdims=True)
        ratio = np.where(joint > 0, joint / np.maximum(told * problem.belief, 1e-300), 1.0)
        gain = float((joint * np.log(ratio)).sum()) / float(problem.question_cost[q])
        if gain > best:
            best, place = gain, q
    enough = best * float(problem.question_cost[place]) < 0.05 if place >= 0 else True
    return probability_over_cost(problem) if enough else Choice("question", place, 0.0)


def myopic(problem: Problem) -> Choice:
    """Ask when one question, followed by the best sequence, beats the sequence alone (Heckerman et al. 1995)."""
    choice = probability_over_cost(problem)
    for q, rows in enumerate(problem.answers):
        value = float(problem.question_cost[q] + _sequence(problem, problem.belief * rows).sum())
        if value < choice.expected_cost - 1e-12:
            choice = Choice("question", q, value)
    return choice
