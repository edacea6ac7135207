"""What each state costs at most: by the best sequence of the repairs that are left, without asking any more."""

import numpy as np

from ..problem import Array, Bools, Problem

LONGEST = 12  # repairs of a sequence that are priced; handing over after the last


def sequences(problem: Problem, weights: Array, open_: Bools) -> Array:
    """Expected cost of the best cut of the probability-over-cost sequence, for many states at once.

    Args:
        weights: unnormalised beliefs, shape (states, faults).
        open_: actions not tried, shape (states, actions).

    Returns:
        Shape (states,), each weighted by its mass.
    """
    mass = weights.sum(axis=1)
    stop = problem.escalation * mass
    if not len(problem.action_cost):
        return np.asarray(stop)
    gain = np.where(open_, weights @ problem.success.T / problem.action_cost, -1.0)
    order = np.argsort(-gain, axis=1, kind="stable")[:, :LONGEST]
    used = np.take_along_axis(open_, order, axis=1)
    left = weights.copy()
    spent, best = np.zeros(len(weights)), stop
    for turn, action in enumerate(order.T):
        cost = np.where(used[:, turn], problem.action_cost[action], 0.0)
        spent = spent + cost * left.sum(axis=1)
        left *= np.where(used[:, turn, None], 1.0 - problem.success[action], 1.0)
        best = np.minimum(best, spent + problem.escalation * left.sum(axis=1))
    return np.asarray(best)
