"""The AND/OR graph as far as it was looked at: states, what each is worth at least and at most, and their children.

All values are weighted by the state's mass, the chance to come there, so that those of the answers to a question add
up. State 0 stands for what is closed: it is worth more than anything.

Source: Vomlelova (2001) and Ottosen (2012), AO* for troubleshooting.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ..potential import Potential
from ..problem import Array, Bools, Ints, Problem
from .layout import Layout
from .sequence import sequences

Kind = TypeVar("Kind", bound=np.generic)
ROOT = 1
LOW, HIGH, GUESS = 0, 1, 2  # columns of values: proven least, cost of what can be done, and what lies between
BETWEEN = 0.3  # where between least and most a state that was not opened is taken to lie


class Graph:
    """States and their values.

    Attributes:
        values: shape (states, 3), columns `LOW`, `HIGH`, `GUESS`; minutes' worth times mass.
        weights: unnormalised beliefs, shape (states, faults); found: what was found, shape (states, slots).
        row: place among the opened states, -1 for a state not opened, shape (states,).
        opened: states by row; child: state in each slot, shape (rows, slots).
    """

    def __init__(self, problem: Problem, potential: Potential) -> None:
        self.problem, self.potential, self.layout = problem, potential, Layout.of(problem)
        self.slots = slots = len(self.layout.owner)
        self.size, self.rows = 1, 0
        self.weights = np.zeros((2, len(problem.belief)))
        self.found = np.zeros((2, slots), dtype=bool)
        self.values = np.full((2, 3), np.inf)
        self.mass = np.zeros(2)
        self.depth = np.zeros(2, dtype=np.int64)
        self.row = np.full(2, -1)
        self.opened = np.zeros(1, dtype=np.int64)
        self.child = np.zeros((1, slots), dtype=np.int64)
        self._places: dict[bytes, int] = {}
        self._layers: list[list[int]] = []
        self._add(problem.belief[None], np.zeros((1, slots), dtype=bool), np.zeros(1, dtype=np.int64))

    @property
    def gap(self) -> float:
        """What may still be gained at the root, minutes' worth."""
        return float(self.values[ROOT, HIGH] - self.values[ROOT, LOW])

    def open(self, states: Ints) -> None:
        """Look at all that each state may lead to. No state may have been opened before."""
        node, slot = np.nonzero(self._useful(states))
        found = self.found[states[node]]
        found[np.arange(len(node)), slot] = True
        child = np.zeros((len(states), self.slots), dtype=np.int64)
        places, new = self._lookup(found)
        child[node, slot] = places
        weights = self.weights[states[node[new]]] * self.layout.factor[slot[new]]
        self._add(weights, found[new], self.depth[states[node[new]]] + 1)
        self._enter(states, child)

    def _useful(self, states: Ints) -> Bools:
        """Slots of steps not taken; below the root without the actions that cannot help any more."""
        layout = self.layout
        useful = ~layout.taken(self.found[states])[:, layout.owner]
        helps = self.weights[states] @ self.problem.success.T > 1e-12 * self.mass[states, None]
        useful[:, : layout.actions] &= helps | (states == ROOT)[:, None]
        return useful

    def _lookup(self, found: Bools) -> tuple[Ints, Ints]:
        """The place of each state, and which of them are new, each named once."""
        packed = np.packbits(found, axis=1)
        keys, width = packed.tobytes(), packed.shape[1]
        places, known = np.empty(len(found), dtype=np.int64), self._places
        new: list[int] = []
        for n in range(len(found)):
            key = keys[n * width : (n + 1) * width]
            place = known.get(key)
            if place is None:
                place = known[key] = self.size + len(new)
                new.append(n)
            places[n] = place
        return places, np.array(new, dtype=np.int64)

    def _add(self, weights: Array, found: Bools, depth: Ints) -> None:
        mass, taken = weights.sum(axis=1), self.layout.taken(found)
        low = self.potential.states(weights, taken)
        high = sequences(self.problem, weights, ~taken[:, : self.layout.actions])
        low = np.minimum(low, high)  # what rounding may add
        place = slice(self.size, self.size + len(weights))
        self._grow(place.stop)
        self.weights[place], self.found[place], self.mass[place], self.depth[place] = weights, found, mass, depth
        self.values[place] = np.stack([low, high, low + BETWEEN * (high - low)], axis=1)
        self.row[place] = -1
        self.size = place.stop

    def _enter(self, states: Ints, child: Ints) -> None:
        place = slice(self.rows, self.rows + len(states))
        self.opened, self.child = _room(self.opened, place.stop), _room(self.child, place.stop)
        self.opened[place], self.child[place] = states, child
        self.row[states] = np.arange(place.start, place.stop)
        for state, depth in zip(states.tolist(), self.depth[states].tolist(), strict=True):
            self._layers += [[] for _ in range(depth + 1 - len(self._layers))]
            self._layers[depth].append(state)
        self.rows = place.stop

    def _grow(self, size: int) -> None:
        for name in ("weights", "found", "values", "mass", "depth", "row"):
            setattr(self, name, _room(getattr(self, name), size))

    def steps(self, states: Ints) -> Array:
        """What each step is worth at opened states, shape (states, steps, 3)."""
        told = self.layout.per_step(self.values[self.child[self.row[states]]])
        paid = self.mass[states, None] * self.layout.cost
        return np.asarray(told + paid[:, :, None])

    def back_up(self) -> None:
        """Carry what was found at the edge back to the root."""
        for layer in reversed(self._layers):
            states = np.array(layer, dtype=np.int64)
            stop = self.problem.escalation * self.mass[states]
            low, high, guess = np.minimum(self.steps(states).min(axis=1, initial=np.inf), stop[:, None]).T
            old = self.values[states]
            low = np.minimum(np.maximum(old[:, LOW], low), old[:, HIGH])
            high = np.maximum(np.minimum(old[:, HIGH], high), low)
            self.values[states] = np.stack([low, high, np.clip(guess, low, high)], axis=1)

    def edge(self, column: int) -> Ints:
        """The states not opened that are met by always taking the step least by a column; the widest gap first."""
        active, edge = np.array([ROOT]), []
        while len(active):
            active = active[self.values[active, HIGH] - self.values[active, LOW] > 1e-12]
            edge.append(active[self.row[active] < 0])
            active = self._next(active[self.row[active] >= 0], column)
        states = np.concatenate(edge)
        gap = self.values[states, HIGH] - self.values[states, LOW]
        return np.asarray(states[np.argsort(-gap, kind="stable")])

    def _next(self, states: Ints, column: int) -> Ints:
        if not len(states):
            return states
        worth = self.steps(states)[:, :, column]
        step = worth.argmin(axis=1)
        go = worth[np.arange(len(states)), step] < self.problem.escalation * self.mass[states]
        picked = self.layout.owner == step[go, None]
        return np.asarray(self.child[self.row[states[go]]][picked])


def _room(array: NDArray[Kind], size: int) -> NDArray[Kind]:
    """The array, or a copy of at least that size and twice its own."""
    if len(array) >= size:
        return array
    more = np.zeros((max(size, 2 * len(array)) - len(array), *array.shape[1:]), dtype=array.dtype)
    return np.concatenate([array, more])
