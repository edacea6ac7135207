"""From what a BIF file declares to checked tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from ..problem import Array
from .network import Node

ROUNDING = 1e-3  # published tables are rounded; what differs from one by less is scaled, more is refused


class BifError(ValueError):
    """A file that is no network; the text names the file, the line, and what to do."""


@dataclass(frozen=True)
class Declared:
    """A variable's states, and the line that names it."""

    states: tuple[str, ...]
    line: int


@dataclass
class Block:
    """A block of probabilities as written: rows are (parents' states, "table" or "default"; numbers; line)."""

    name: str
    parents: tuple[str, ...]
    line: int
    rows: list[tuple[tuple[str, ...] | str, tuple[float, ...], int]] = field(default_factory=list)


def build(variables: Mapping[str, Declared], blocks: Mapping[str, Block], file: str) -> dict[str, Node]:
    """Nodes in declared order.

    Raises:
        BifError: as `read_bif`.
    """
    for block in blocks.values():
        for name in (block.name, *block.parents):
            if name not in variables:
                raise BifError(f"{file}:{block.line}: {name} is an unknown node; declare `variable {name}` or mend it")
    for name, declared in variables.items():
        if name not in blocks:
            raise BifError(f"{file}:{declared.line}: {name} has no probabilities; add `probability ( {name} ) {{ … }}`")
    _refuse_cycle(blocks, file)
    return {name: _Table(blocks[name], variables, file).node() for name in variables}


def _refuse_cycle(blocks: Mapping[str, Block], file: str) -> None:
    left = dict(blocks)
    while free := [name for name, block in left.items() if not any(p in left for p in block.parents)]:
        for name in free:
            del left[name]
    if left:
        trail = [next(iter(left))]
        while trail[-1] not in trail[:-1]:
            trail.append(next(p for p in left[trail[-1]].parents if p in left))
        ring = trail[trail.index(trail[-1]) :][::-1]
        line = left[ring[0]].line
        raise BifError(f"{file}:{line}: {' -> '.join(ring)} is a cycle; remove one of these arcs")


class _Table:
    """One node's table, filled row by row."""

    def __init__(self, block: Block, variables: Mapping[str, Declared], file: str) -> None:
        self.block, self.file = block, file
        self.states = variables[block.name].states
        self.given = [variables[parent].states for parent in block.parents]
        self.shape = (*map(len, self.given), len(self.states))
        self.table: Array = np.full(self.shape, np.nan)

    def node(self) -> Node:
        for key, numbers, line in sorted(self.block.rows, key=lambda row: row[0] != "default"):
            if key == "table":
                self._whole(numbers, line)
            elif key == "default":
                self.table[...] = self._distribution(numbers, line)
            else:
                self.table[self._place(key, line)] = self._distribution(numbers, line)
        for place in product(*map(range, self.shape[:-1])):
            if np.isnan(self.table[place]).any():
                states = ", ".join(states[i] for states, i in zip(self.given, place, strict=True))
                raise self._wrong(self.block.line, f"{self.block.name} has no row for ({states}); add one")
        return Node(self.block.name, self.states, self.block.parents, self.table)

    def _whole(self, numbers: tuple[float, ...], line: int) -> None:
        """A `table` line: the node's own states vary slowest, the last parent's fastest."""
        if len(numbers) != self.table.size:
            raise self._wrong(line, f"{self.block.name} needs {self.table.size} numbers and has {len(numbers)}")
        rows = np.array(numbers).reshape(len(self.states), -1)
        checked = [self._distribution(tuple(row), line) for row in rows.T.tolist()]
        self.table[...] = np.array(checked).reshape(self.shape)

    def _place(self, key: tuple[str, ...] | str, line: int) -> tuple[int, ...]:
        if len(key) != len(self.given):
            wanted = ", ".join(self.block.parents)
            raise self._wrong(line, f"({', '.join(key)}) names {len(key)} states; name one each of {wanted}")
        for state, states, parent in zip(key, self.given, self.block.parents, strict=True):
            if state not in states:
                raise self._wrong(line, f"{state} is no state of {parent}; write one of {', '.join(states)}")
        return tuple(states.index(state) for state, states in zip(key, self.given, strict=True))

    def _distribution(self, numbers: tuple[float, ...], line: int) -> Array:
        if len(numbers) != len(self.states):
            raise self._wrong(
                line, f"{self.block.name} has {len(self.states)} states and the row {len(numbers)} numbers"
            )
        total = sum(numbers)
        if abs(total - 1.0) > ROUNDING:
            raise self._wrong(line, f"probabilities of {self.block.name} sum to {total:.6g}; make them sum to 1")
        return np.array(numbers) / total

    def _wrong(self, line: int, what: str) -> BifError:
        return BifError(f"{self.file}:{line}: {what}")
