"""Repairs in a row by probability over cost, each failure taken into account, to the cut where handing over is better.

Source: Heckerman, Breese, Rommelse (1995), Decision-theoretic troubleshooting, section 2.
"""

import numpy as np

from .problem import Array, Ints

AT_ONCE = 24  # beliefs up to which sequences are followed in one large table, which more would push out of the cache


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
    few = len(beliefs) <= AT_ONCE
    return (_at_once if few else _step_by_step)(beliefs, order, cost, 1.0 - success, escalation)


def each_without(beliefs: Array, cost: Array, success: Array, escalation: float) -> Array:
    """`sequence_costs` of one belief for each action, of all the other actions: what is left once it has failed.

    Args:
        beliefs: unnormalised, shape (actions, faults).
    """
    if len(cost) < 2:
        return np.asarray(escalation * beliefs.sum(axis=1))
    ratio = (beliefs @ success.T) / cost
    np.fill_diagonal(ratio, -np.inf)
    order = np.argsort(-ratio, axis=1, kind="stable")[:, :-1]
    few = len(beliefs) <= AT_ONCE + 1
    return (_at_once if few else _step_by_step)(beliefs, order, cost, 1.0 - success, escalation)


def _at_once(beliefs: Array, order: Ints, cost: Array, fails: Array, escalation: float) -> Array:
    """Costs of sequences, shape (beliefs,), in few calls over large tables."""
    mass = beliefs.sum(axis=1)
    left = np.cumprod(fails[order], axis=1)
    after = np.einsum("baf,bf->ba", left, beliefs)
    before = np.concatenate([mass[:, None], after[:, :-1]], axis=1)
    spent = np.cumsum(cost[order] * before, axis=1)
    return np.asarray(np.minimum(escalation * mass, (spent + escalation * after).min(axis=1)))


def _step_by_step(beliefs: Array, order: Ints, cost: Array, fails: Array, escalation: float) -> Array:
    """The same in many calls over small tables."""
    left, mass, spent = beliefs, beliefs.sum(axis=1), np.zeros(len(beliefs))
    least = escalation * mass
    for action in order.T:
        spent = spent + cost[action] * mass
        left = left * fails[action]
        mass = left.sum(axis=1)
        least = np.minimum(least, spent + escalation * mass)
    return np.asarray(least)
