"""The policies that others use, to measure ours against in the same run."""

import numpy as np

from .evaluate import remaining
from .planner import Choice
from .problem import Array, Problem
from .sequence import sequence_costs

EVEN = 1e-12  # costs closer than this are equal: the step that was found first stays


def probability_over_cost(problem: Problem) -> Choice:
    """Never ask: the action of best probability over cost, while trying it is worth more than handing over."""
    gain = problem.success @ problem.belief
    order = np.argsort(-gain / problem.action_cost, kind="stable")
    sequence = _sequence(problem, problem.belief[None, :])[0]
    if not len(order) or sequence >= problem.escalation - EVEN:
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
        if value < choice.expected_cost - EVEN:
            choice = Choice("question", q, value)
    return choice


def lookahead_of_one(problem: Problem) -> Choice:
    """The step that is best when the myopic estimate follows it."""
    return _lookahead(problem, 1)


def lookahead_of_two(problem: Problem) -> Choice:
    """The step that is best when the best next one follows it, and then the myopic estimate."""
    return _lookahead(problem, 2)


def _lookahead(problem: Problem, steps: int) -> Choice:
    action, question = _step_costs(problem, problem.belief[None, :], steps)
    choice = Choice("escalate", -1, problem.escalation)
    for q, value in enumerate(question[:, 0]):
        if value < choice.expected_cost - EVEN:
            choice = Choice("question", q, float(value))
    for a, value in enumerate(action[:, 0]):
        if value < choice.expected_cost - EVEN:
            choice = Choice("action", a, float(value))
    return choice


def _step_costs(problem: Problem, beliefs: Array, steps: int) -> tuple[Array, Array]:
    """Cost of each action and of each question with `steps - 1` more to be chosen, then the myopic estimate.

    Args:
        beliefs: unnormalised, shape (beliefs, faults).

    Returns:
        Shapes (actions, beliefs) and (questions, beliefs), each weighted by its belief's mass.
    """
    mass, count = beliefs.sum(axis=1), len(beliefs)
    actions, questions = np.arange(len(problem.action_cost)), np.arange(len(problem.answers))
    action, question = np.empty((len(actions), count)), np.empty((len(questions), count))
    for a in actions:
        left = remaining(problem, np.delete(actions, a), questions, problem.belief)
        after = _best(left, beliefs * (1.0 - problem.success[a]), steps - 1)
        action[a] = problem.action_cost[a] * mass + after
    for q in questions:
        left = remaining(problem, actions, np.delete(questions, q), problem.belief)
        heard = np.concatenate([beliefs * row for row in problem.answers[q]])
        after = _best(left, heard, steps - 1).reshape(-1, count).sum(axis=0)
        question[q] = problem.question_cost[q] * mass + after
    return action, question


def _best(problem: Problem, beliefs: Array, steps: int) -> Array:
    """Least cost from many beliefs at once, each weighted by its mass, shape (beliefs,)."""
    if steps == 0:
        return _myopic_costs(problem, beliefs)
    action, question = _step_costs(problem, beliefs, steps)
    stop = problem.escalation * beliefs.sum(axis=1)
    return np.asarray(np.concatenate([action, question, stop[None, :]]).min(axis=0))


def _myopic_costs(problem: Problem, beliefs: Array) -> Array:
    """The better of the best sequence and of one question before it, for many beliefs at once, shape (beliefs,)."""
    mass, now = beliefs.sum(axis=1), _sequence(problem, beliefs)
    if not problem.answers:
        return now
    rows = np.concatenate(problem.answers)
    heard = (beliefs[:, None, :] * rows).reshape(-1, beliefs.shape[1])
    starts = np.cumsum([0, *(len(answers) for answers in problem.answers[:-1])])
    told = np.add.reduceat(_sequence(problem, heard).reshape(len(beliefs), -1), starts, axis=1)
    return np.asarray(np.minimum(now, (problem.question_cost * mass[:, None] + told).min(axis=1)))
