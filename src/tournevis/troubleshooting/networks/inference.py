"""Exact posteriors of every node, by two passes over the tree of buckets; and whole worlds drawn from them.

A node's bucket holds the tables first met when it is summed out. Messages run up to the last bucket and back down;
each bucket then holds the joint chance of its nodes and the evidence. Walked down once more, the buckets give worlds.

Source: Dechter (1999), Bucket elimination; Jensen, Lauritzen, Olesen (1990) for the two passes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from ..problem import Array
from .network import Network

Evidence = Mapping[str, int]
States = NDArray[np.int16]


class Impossible(ValueError):
    """The network gives the evidence no chance at all."""


@dataclass(frozen=True)
class _Bucket:
    """Attributes: node summed out first; scope: the places of it and its neighbours; above: where its message goes."""

    node: int
    scope: tuple[int, ...]
    above: int


class Inference:
    """The tree of a network, made once; each query then costs two passes, or one and a walk."""

    def __init__(self, network: Network) -> None:
        self.network, self.names = network, tuple(network.nodes)
        self.place = {name: i for i, name in enumerate(self.names)}
        self.sizes = [len(node.states) for node in network.nodes.values()]
        families = [tuple(self.place[n] for n in (*node.parents, node.name)) for node in network.nodes.values()]
        self.buckets = _buckets(families, self.sizes)
        self.held = self._priors(families)

    def _priors(self, families: list[tuple[int, ...]]) -> list[Array]:
        """Each bucket's product of tables, shaped to its scope."""
        turn = {bucket.node: i for i, bucket in enumerate(self.buckets)}
        held = [np.ones([self.sizes[n] for n in bucket.scope]) for bucket in self.buckets]
        for family, node in zip(families, self.network.nodes.values(), strict=True):
            first = min(turn[n] for n in family)
            held[first] = held[first] * self._spread(node.table, family, self.buckets[first].scope)
        return held

    def _spread(self, table: Array, axes: tuple[int, ...], scope: tuple[int, ...]) -> Array:
        """A table over `axes`, shaped to multiply one over `scope`."""
        order = sorted(range(len(axes)), key=lambda i: scope.index(axes[i]))
        return np.asarray(table.transpose(order).reshape([self.sizes[n] if n in axes else 1 for n in scope]))

    def posteriors(self, evidence: Evidence) -> dict[str, Array]:
        """P(state | evidence) of every node.

        Raises:
            Impossible: the evidence cannot be.
        """
        belief, messages = self._up(evidence)
        for i in range(len(self.buckets) - 1, -1, -1):
            bucket = self.buckets[i]
            if bucket.above >= 0:
                above = self.buckets[bucket.above]
                told = self._marginal(belief[bucket.above], above.scope, bucket.scope[1:])
                ratio = np.divide(told, messages[i], out=np.zeros_like(told), where=messages[i] > 0)
                belief[i] = belief[i] * ratio[None, ...]
        found = {}
        for bucket, joint in zip(self.buckets, belief, strict=True):
            row = joint.reshape(len(joint), -1).sum(axis=1)
            found[self.names[bucket.node]] = row / row.sum()
        return found

    def _up(self, evidence: Evidence) -> tuple[list[Array], list[Array]]:
        """Each bucket's product with all that came from below, and the message it sent."""
        held, messages = list(self.held), [np.ones(())] * len(self.buckets)
        for i, bucket in enumerate(self.buckets):
            if (state := evidence.get(self.names[bucket.node])) is not None:
                seen = np.zeros((self.sizes[bucket.node], *[1] * (len(bucket.scope) - 1)))
                seen[state] = 1.0
                held[i] = held[i] * seen
            message = held[i].sum(axis=0)
            if (total := float(message.sum())) <= 0.0:
                raise Impossible("the network gives this evidence no chance; take back one finding")
            messages[i] = message / total
            if bucket.above >= 0:
                above = bucket.above
                held[above] = held[above] * self._spread(messages[i], bucket.scope[1:], self.buckets[above].scope)
        return held, messages

    def _marginal(self, joint: Array, scope: tuple[int, ...], kept: tuple[int, ...]) -> Array:
        summed = joint.sum(axis=tuple(i for i, n in enumerate(scope) if n not in kept))
        left = [n for n in scope if n in kept]
        return np.asarray(summed.transpose([left.index(n) for n in kept]))

    def draw(self, evidence: Evidence, count: int, rng: np.random.Generator) -> States:
        """Worlds drawn from P(all nodes | evidence), shape (count, nodes), nodes in declared order.

        Raises:
            Impossible: the evidence cannot be.
        """
        held, _messages = self._up(evidence)
        worlds = np.zeros((count, len(self.names)), dtype=np.int16)
        for bucket, joint in zip(self.buckets[::-1], held[::-1], strict=True):
            rows = joint.reshape(len(joint), -1)
            place = reduce(lambda at, n: at * self.sizes[n] + worlds[:, n], bucket.scope[1:], np.zeros(count, np.int64))
            edges = np.cumsum(rows, axis=0)
            edges = edges / np.where(edges[-1] > 0, edges[-1], 1.0)
            drawn = (rng.random(count) >= edges[:-1, place]).sum(axis=0)
            worlds[:, bucket.node] = drawn
        return worlds


def _buckets(families: list[tuple[int, ...]], sizes: list[int]) -> list[_Bucket]:
    """The order of summing out: at each turn the node whose table of neighbours is smallest."""
    near: dict[int, set[int]] = {n: set() for n in range(len(sizes))}
    for family in families:
        for node in family:
            near[node] |= set(family) - {node}
    scopes: list[tuple[int, ...]] = []
    while near:
        node = min(near, key=lambda n: (float(np.prod([sizes[m] for m in near[n]])), n))
        around = near.pop(node)
        for other in around:
            near[other] = (near[other] | around) - {other, node}
        scopes.append((node, *sorted(around)))
    turn = {scope[0]: i for i, scope in enumerate(scopes)}
    return [_Bucket(s[0], s, min((turn[n] for n in s[1:]), default=-1)) for s in scopes]
