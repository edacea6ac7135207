"""Many worlds at once: each node's state, and the one number that fixed it, so that a repair changes what follows only.

A node takes the state whose interval of its cumulated row holds its number. Setting a root to normal and going through
its descendants with the same numbers gives what the same world would be had the root been normal.

Source: Pearl (2000), Causality, section 7.1 (counterfactuals from a functional model).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..problem import Array, Ints
from .inference import States
from .network import Network
from .trouble import NORMAL

Mask = NDArray[np.bool_]


class Mechanism:
    """A network as functions: a node's state from its parents' states and its number."""

    def __init__(self, network: Network) -> None:
        self.network, self.names = network, tuple(network.nodes)
        self.place = {name: i for i, name in enumerate(self.names)}
        self.order = [self.place[name] for name in network.order]
        self.parents = [[self.place[p] for p in node.parents] for node in network.nodes.values()]
        self.sizes = [len(node.states) for node in network.nodes.values()]
        self.edges = [
            np.cumsum(node.table.reshape(-1, size), axis=1)
            for node, size in zip(network.nodes.values(), self.sizes, strict=True)
        ]
        self._after: dict[tuple[str, str | None], list[int]] = {}

    def row(self, states: States, node: int) -> Ints:
        """Which row of the node's table its parents' states choose, shape (worlds,)."""
        at = np.zeros(len(states), dtype=np.int64)
        for parent in self.parents[node]:
            at = at * self.sizes[parent] + states[:, parent]
        return at

    def after(self, root: str, until: str | None = None) -> list[int]:
        """What follows from a root, parents first; with `until`, only what that node depends on, itself included."""
        if (root, until) not in self._after:
            below = self.network.below(root)
            if until is not None:
                below &= self.network.above(until) | {until}
            self._after[root, until] = [n for n in self.order if self.names[n] in below]
        return self._after[root, until]

    def follow(self, states: States, numbers: Array, nodes: Iterable[int]) -> None:
        """Give `nodes`, parents first, the states that follow, in place."""
        for node in nodes:
            edges = self.edges[node][self.row(states, node), :-1]
            states[:, node] = (numbers[:, node, None] >= edges).sum(axis=1)

    def numbers(self, states: States, rng: np.random.Generator) -> Array:
        """Numbers that give these states: for each node, evenly over its state's interval; shape of `states`."""
        found = np.empty(states.shape)
        for node in self.order:
            edges, row = self.edges[node], self.row(states, node)
            high = edges[row, states[:, node]]
            low = np.where(states[:, node] > 0, edges[row, states[:, node] - 1], 0.0)
            found[:, node] = low + (high - low) * rng.random(len(states))
        return found


@dataclass(frozen=True)
class Worlds:
    """Equally likely worlds.

    Attributes:
        states, numbers: shape (worlds, nodes), nodes in declared order.
    """

    mechanism: Mechanism
    states: States
    numbers: Array

    def __len__(self) -> int:
        return len(self.states)

    def where(self, kept: Mask | Ints) -> "Worlds":
        """Those that a mask or places name."""
        return Worlds(self.mechanism, self.states[kept], self.numbers[kept])

    def repaired(self, root: str, until: str | None = None) -> "Worlds":
        """The same worlds with a root set to normal; with `until`, only what that node depends on is brought along."""
        states = self.states.copy()
        states[:, self.mechanism.place[root]] = NORMAL
        self.mechanism.follow(states, self.numbers, self.mechanism.after(root, until))
        return Worlds(self.mechanism, states, self.numbers)

    def of(self, node: str) -> States:
        """States of one node, shape (worlds,)."""
        return np.asarray(self.states[:, self.mechanism.place[node]])

    @cached_property
    def shares(self) -> dict[str, Array]:
        """How often each node has each state."""
        count = max(1, len(self))
        names = self.mechanism.names
        return {n: np.bincount(self.of(n), minlength=self.mechanism.sizes[i]) / count for i, n in enumerate(names)}
