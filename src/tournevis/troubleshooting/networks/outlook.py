"""The decision problem in a moment of a case on a network: which repairs would end the trouble, in which worlds.

Worlds that the same repairs end are one fault of the problem. Where no single repair does, the least set of repairs
that does is one action more, whose first step is then taken; what no repair ends is only handed over.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..problem import Array, Ints, Problem
from .known import Belief, Known
from .trouble import ESCALATION, NORMAL, Trouble
from .worlds import Mask, Worlds

PAIRS = 8  # sets of repairs that are weighed as one action, the likeliest first
QUESTIONS = 24  # observations that are weighed, those that tell most per minute first
RARE = 0.002  # share of the worlds below which a set of repairs is not worth weighing


@dataclass(frozen=True)
class Outlook:
    """A problem, and what its actions and questions are.

    Attributes:
        repairs: the roots of each action; of several, the first is to be done first.
        observations: the node of each question; its answers are the node's states, in order.
    """

    problem: Problem
    repairs: tuple[tuple[str, ...], ...]
    observations: tuple[str, ...]


def outlook(belief: Belief, known: Known) -> Outlook | None:
    """What can be done now; None where nothing fits what is known, so that only handing over is left."""
    worlds = belief.worlds(known)
    return _View(belief.trouble, worlds, known).outlook() if len(worlds) else None


class _View:
    def __init__(self, trouble: Trouble, worlds: Worlds, known: Known) -> None:
        self.trouble, self.worlds, self.known = trouble, worlds, known

    @cached_property
    def roots(self) -> list[str]:
        """Repairs that may do something, and were not done."""
        above = self.trouble.network.above(self.trouble.problem)
        shares = self.worlds.shares
        open_ = [r for r in self.trouble.repair_cost if r in above and r not in self.known.repairs]
        return [root for root in open_ if shares[root][NORMAL] < 1.0]

    def _gone(self, worlds: Worlds) -> Mask:
        return np.asarray(worlds.of(self.trouble.problem) != self.trouble.wrong, dtype=np.bool_)

    def _cures(self) -> Mask:
        """Whether each repair alone ends the trouble, shape (worlds, roots)."""
        found = np.zeros((len(self.worlds), len(self.roots)), dtype=bool)
        for place, root in enumerate(self.roots):
            faulty = np.flatnonzero(self.worlds.of(root) != NORMAL)
            found[faulty, place] = self._gone(self.worlds.where(faulty).repaired(root, self.trouble.problem))
        return found

    def _least_sets(self, left: Ints) -> Mask:
        """Where no single repair ends it: a least set that does, shape (left, roots); empty where nothing does."""
        worlds = self.worlds.where(left)
        chosen = np.stack([worlds.of(root) != NORMAL for root in self.roots], axis=1)
        chosen[~self._ended(worlds, chosen)] = False
        for place in sorted(range(len(self.roots)), key=lambda i: -self.trouble.repair_cost[self.roots[i]]):
            has = np.flatnonzero(chosen[:, place])
            without = chosen[has].copy()
            without[:, place] = False
            chosen[has[self._ended(worlds.where(has), without)], place] = False
        return chosen

    def _ended(self, worlds: Worlds, repairs: Mask) -> Mask:
        """Whether each world's own set of repairs ends its trouble, shape (worlds,)."""
        states, mechanism = worlds.states.copy(), self.worlds.mechanism
        touched: set[int] = set()
        for place, root in enumerate(self.roots):
            states[repairs[:, place], mechanism.place[root]] = NORMAL
            touched |= set(mechanism.after(root, self.trouble.problem))
        mechanism.follow(states, worlds.numbers, [n for n in mechanism.order if n in touched])
        return self._gone(Worlds(mechanism, states, worlds.numbers))

    def outlook(self) -> Outlook:
        cures, sets = self._with_sets(self._cures()) if self.roots else (np.zeros((len(self.worlds), 0), bool), [])
        groups, of = np.unique(cures, axis=0, return_inverse=True)
        of = of.reshape(-1)
        weights = np.bincount(of, minlength=len(groups))
        nodes, answers = self._observations(of, weights)
        costs, looks = self.trouble.repair_cost, self.trouble.observe_cost
        repairs = [(root,) for root in self.roots] + sets
        problem = Problem(
            weights / weights.sum(),
            np.array([sum(costs[root] for root in roots) for roots in repairs]),
            np.ascontiguousarray(groups.T.astype(float)),
            np.array([looks[node] for node in nodes]),
            answers,
            ESCALATION,
        )
        return Outlook(problem, tuple(repairs), nodes)

    def _with_sets(self, cures: Mask) -> tuple[Mask, list[tuple[str, ...]]]:
        """The cures, with a column for each likely set of several repairs; and those sets, the likelier root first."""
        left = np.flatnonzero(~cures.any(axis=1))
        if not len(left):
            return cures, []
        least = self._least_sets(left)
        kinds, counts = np.unique(least[least.any(axis=1)], axis=0, return_counts=True)
        likely = [i for i in np.argsort(-counts, kind="stable")[:PAIRS] if counts[i] >= RARE * len(self.worlds)]
        columns, sets = [cures], []
        alone = cures.mean(axis=0)
        for i in likely:
            members = np.flatnonzero(kinds[i])
            column: Mask = np.asarray(cures[:, members].any(axis=1))
            column[left] = ~(least & ~kinds[i]).any(axis=1) & least.any(axis=1)
            columns.append(column[:, None])
            first = sorted(members, key=lambda m: -alone[m] / self.trouble.repair_cost[self.roots[m]])
            sets.append(tuple(self.roots[m] for m in first))
        return np.concatenate(columns, axis=1), sets

    def _observations(self, of: Ints, weights: Ints) -> tuple[tuple[str, ...], tuple[Array, ...]]:
        """The nodes that tell most of the groups per minute, and P(state | group) of each."""
        shares, found = self.worlds.shares, []
        for node, cost in self.trouble.observe_cost.items():
            if shares[node].max() >= 1.0:
                continue
            size = len(shares[node])
            joint = np.bincount(of * size + self.worlds.of(node), minlength=size * len(weights)).reshape(-1, size).T
            found.append((-_told(joint / weights.sum()) / cost, node, joint / weights))
        found.sort(key=lambda item: item[:2])
        best = [item for item in found[:QUESTIONS] if item[0] < -1e-6]
        return tuple(node for _gain, node, _rows in best), tuple(rows for _gain, _node, rows in best)


def _told(joint: Array) -> float:
    """Mutual information of a joint distribution, shape (answers, groups), in nats."""
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)
    ratio = np.divide(joint, apart, out=np.ones_like(joint), where=joint > 0)
    return float((joint * np.log(ratio)).sum())
