"""The best sequence of repairs that share set-ups, for many beliefs at once.

Repairs go by bottom-up probability over cost: in each cluster, innermost first, the row of repairs that is worth most
for its cost and the cluster's opening becomes one repair of the cluster around it. On a tree of clusters with
independent repairs, one fault and a test that needs no closing that order is the optimum (Ottosen 2012, chapter 5; the
precedence trees of Horn 1972). Elsewhere it is an order to go by; what it costs is counted exactly either way.
"""

from dataclasses import dataclass

import numpy as np

from ..problem import Array, Bools, Ints, Problem
from .shared import MOST_IN_A_ROW, bits, prices, setups_of

ROWS = 512  # beliefs looked at together, so that their tables stay in the cache


@dataclass(frozen=True)
class _Clusters:
    """The distinct sets of lasting set-ups, innermost first, each with what it adds to the one around it.

    Attributes:
        inside: actions of each cluster or of one within it, shape (clusters, actions).
        added: bits of the set-ups that opening it adds to those of the cluster around it.
    """

    inside: Bools
    added: list[int]


def costs(problem: Problem, beliefs: Array, left: Bools, standing: Ints) -> Array:
    """Expected cost of the best sequence of the actions that are left, handed over where that costs less.

    Args:
        beliefs: unnormalised, shape (beliefs, faults).
        left: which actions each belief still has, shape (beliefs, actions).
        standing: bits of the set-ups that stand, shape (beliefs,).

    Returns:
        Shape (beliefs,), each weighted by its belief's mass.
    """
    if len(problem.action_cost) == 0:
        return np.asarray(problem.escalation * beliefs.sum(axis=1))
    starts = range(0, len(beliefs), ROWS)
    parts = [
        _Sequences(problem, beliefs[n : n + ROWS], left[n : n + ROWS], standing[n : n + ROWS]).costs() for n in starts
    ]
    return np.concatenate(parts) if parts else np.empty(0)


def order(problem: Problem) -> list[int]:
    """All actions in the order to try them in from the start, by bottom-up probability over cost."""
    if len(problem.action_cost) == 0:
        return []
    left, standing = np.ones((1, len(problem.action_cost)), dtype=bool), np.zeros(1, dtype=np.int64)
    return [int(a) for a in _Sequences(problem, problem.belief[None], left, standing).order()[0]]


class _Sequences:
    def __init__(self, problem: Problem, beliefs: Array, left: Bools, standing: Ints) -> None:
        self.p, self.beliefs, self.standing = problem, beliefs, standing
        setups = setups_of(problem)
        self.price, self.need = prices(setups), bits(setups.actions)
        self.own, _ = problem.own_costs()
        self.lasting = int(bits(setups.lasting[None])[0])
        self.gain = np.where(left, beliefs @ problem.success.T, 0.0)
        self.left = left

    def order(self) -> Ints:
        """The actions of each belief in the order to try them in; those that it has no longer come last."""
        passing = self.price[self.need & ~self.lasting]
        cost = np.where(self.left, self.own + passing, 0.0)
        key = np.where(self.left, self.gain / np.maximum(cost, 1e-12), -1.0)
        order = np.argsort(-key, axis=1, kind="stable")
        clusters = _clusters(self.need & self.lasting)
        for inside, added in zip(clusters.inside, clusters.added, strict=True):
            opening = self.price[added & ~self.standing]
            key, cost = self._raised(key, order, cost, inside, opening)
            order = np.take_along_axis(order, np.argsort(-_at(key, order), axis=1, kind="stable"), axis=1)
        return order

    def _raised(self, key: Array, order: Ints, cost: Array, inside: Bools, opening: Array) -> tuple[Array, Array]:
        """The keys once the best row of a cluster counts as one action; its first action takes the opening's cost."""
        within = inside[order] & _at(self.left, order).astype(bool)
        first = within & (np.cumsum(within, axis=1) == 1)
        paid = _at(cost, order) + np.where(first, opening[:, None], 0.0)
        gain = np.cumsum(np.where(within, _at(self.gain, order), 0.0), axis=1)
        spent = np.cumsum(np.where(within, paid, 0.0), axis=1)
        worth = np.where(within, gain / np.maximum(spent, 1e-12), -1.0)
        best = worth.argmax(axis=1)[:, None]
        row = within & (np.arange(order.shape[1]) <= best) & (opening > 0)[:, None]
        raised = np.where(row, np.take_along_axis(worth, best, axis=1), _at(key, order))
        return _placed(raised, order), _placed(paid, order)

    def costs(self) -> Array:
        order = self.order()
        left = np.cumprod(np.where(_at(self.left, order)[..., None], 1.0 - self.p.success[order], 1.0), axis=1)
        after = np.einsum("baf,bf->ba", left, self.beliefs)
        mass = np.concatenate([self.beliefs.sum(axis=1)[:, None], after], axis=1)
        return self._rows(order, mass)

    def _rows(self, order: Ints, mass: Array) -> Array:
        """From the last action back: hand over, or do a row of actions here before one test, whatever costs least."""
        here = _at(self.left, order)
        need, own = np.where(here, self.need[order], 0), np.where(here, self.own[order], 0.0)
        before = np.bitwise_or.accumulate(np.concatenate([self.standing[:, None], need[:, :-1]], axis=1), axis=1)
        opening = self.price[need & ~before & self.lasting]
        tests = need & ~self.lasting
        value = self.p.escalation * mass
        for place in range(order.shape[1] - 1, -1, -1):
            spent, test = np.zeros(len(order)), np.zeros(len(order), dtype=np.int64)
            for end in range(place, min(place + MOST_IN_A_ROW, order.shape[1])):
                if end > place and not (test & tests[:, end]).any():
                    break
                spent, test = spent + own[:, end] + opening[:, end], test | tests[:, end]
                row = (spent + self.price[test]) * mass[:, place] + value[:, end + 1]
                value[:, place] = np.minimum(value[:, place], row)
        return np.asarray(value[:, 0])


def _at(values: Array | Bools | Ints, order: Ints) -> Array:
    return np.asarray(np.take_along_axis(values, order, axis=1))


def _placed(values: Array, order: Ints) -> Array:
    """Values in order, back at their own places."""
    found = np.empty_like(values)
    np.put_along_axis(found, order, values, axis=1)
    return found


def _clusters(needs: Ints) -> _Clusters:
    """Clusters from the sets of set-ups that actions need; the one around a set is the largest that it holds."""
    sets = sorted({int(need) for need in needs if need}, key=lambda need: (-need.bit_count(), need))
    inside = np.array([[int(need) & one == one for need in needs] for one in sets], dtype=bool)
    added = []
    for one in sets:
        around = [other for other in sets if other != one and other & one == other]
        added.append(one & ~max(around, key=int.bit_count, default=0))
    return _Clusters(inside.reshape(len(sets), len(needs)), added)
