"""A discrete Bayesian network: nodes, their states, parents and tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..problem import Array

GOLDEN = 11_400_714_819_323_198_549  # 2^64 over the golden ratio


@dataclass(frozen=True)
class Node:
    """One variable.

    Attributes:
        table: P(state | parents), shape (states of each parent ..., states); the last axis sums to 1.
    """

    name: str
    states: tuple[str, ...]
    parents: tuple[str, ...]
    table: Array


@dataclass(frozen=True)
class Network:
    """Nodes by name, in the order in which they were declared; no cycle (the reader refuses one)."""

    nodes: Mapping[str, Node]

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """Nodes without parents."""
        return tuple(name for name, node in self.nodes.items() if not node.parents)

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """Node -> those that have it for parent, in declared order."""
        found: dict[str, list[str]] = {name: [] for name in self.nodes}
        for node in self.nodes.values():
            for parent in node.parents:
                found[parent].append(node.name)
        return {name: tuple(names) for name, names in found.items()}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Parents before children, depth first from the last root: fixes what a seed means, so it must never change.

        Children are taken as aGrUM's hash tables hold them, which gives its topological order on win95pts, alarm and
        insurance: published cases by seed are the same cases here.
        """
        missing = {name: len(node.parents) for name, node in self.nodes.items()}
        stack, found = [name for name, count in missing.items() if count == 0], []
        while stack:
            found.append(stack.pop())
            for child in self._scattered(self.children[found[-1]]):
                missing[child] -= 1
                if missing[child] == 0:
                    stack.append(child)
        return tuple(found)

    def _scattered(self, names: tuple[str, ...]) -> list[str]:
        """Children by Fibonacci hashing of their places, the last slot first; a table grows at three a slot."""
        bits = 2
        while len(names) > 3 << bits:
            bits += 1
        places = {name: place for place, name in enumerate(self.nodes)}
        return sorted(names, key=lambda n: -(places[n] * GOLDEN % 2**64 >> (64 - bits)))

    def below(self, name: str) -> frozenset[str]:
        """All nodes that a node has a bearing on, itself left out."""
        return self._reach(name, self.children)

    def above(self, name: str) -> frozenset[str]:
        """All nodes that have a bearing on a node, itself left out."""
        return self._reach(name, {n: node.parents for n, node in self.nodes.items()})

    def _reach(self, name: str, edges: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
        seen: set[str] = set()
        todo = list(edges[name])
        while todo:
            if (node := todo.pop()) not in seen:
                seen.add(node)
                todo.extend(edges[node])
        return frozenset(seen)
