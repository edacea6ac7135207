"""The ways a game's machine can be, one a row, and what facts and calls make of them; nothing here is random."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..problem import Array, Ints
from .content import Complaint, Game, Step, Where

Rows = NDArray[np.int8]  # shape (worlds, parts): the state of each part by its place
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Worlds:
    """What a complaint leaves open in a game.

    Attributes:
        told: parts whose state the complaint's text tells.
    """

    game: Game
    complaint: Complaint
    told: tuple[tuple[str, str], ...] = ()

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts that matter to the complaint, in the order of the rows' columns."""
        return tuple(self.complaint.parts)

    @cached_property
    def place(self) -> dict[str, int]:
        """Part -> its column."""
        return {part: place for place, part in enumerate(self.parts)}

    def faults(self, part: str) -> tuple[int, ...]:
        """The places of the states other than good that a part may be in at first."""
        named = self.complaint.parts[part]
        shares = self.game.parts[part].states
        return tuple(
            n for n, (state, share) in enumerate(shares.items()) if n and share and (not named or state in named)
        )

    @cached_property
    def start(self) -> tuple[Rows, Array]:
        """Every way the machine can be at first, and how likely each is, shape (worlds,), summing to 1."""
        told = dict(self.told)
        choices = []
        for part in self.parts:
            shares = self.game.parts[part].states
            named = (told[part],) if part in told else self.complaint.parts[part]
            choices.append(
                [(n, share) for n, (s, share) in enumerate(shares.items()) if share and s in (named or shares)]
            )
        cells = list(product(*choices))
        rows = np.array([[state for state, _ in cell] for cell in cells], dtype=np.int8)
        weights = np.array([float(np.prod([share for _, share in cell])) for cell in cells])
        for part in self.parts:
            only = self.game.parts[part].only
            if only:
                weights[~self.holds(rows, only) & (rows[:, self.place[part]] > 0)] = 0.0
        kept = weights > 0
        return rows[kept], weights[kept] / weights.sum()

    def fact(self, rows: Rows, name: str) -> Rows:
        """What a part or fact is in each world: places among its values, shape (worlds,)."""
        if name in self.place:
            return rows[:, self.place[name]]
        if self._last.get("rows") is not rows:  # the facts of the rows last asked about are kept
            self._last.clear()
            self._last["rows"] = rows
        found = self._last.get(name)
        if found is None:
            found = self._last[name] = self._derived(rows, name)
        return found

    def _derived(self, rows: Rows, name: str) -> Rows:
        found = np.zeros(len(rows), dtype=np.int8)
        if name in self.game.parts:
            return found
        values = self.game.values(name)
        for rule in reversed(self.game.facts[name]):
            found[self.holds(rows, rule.when)] = values.index(rule.value)
        return found

    @cached_property
    def _last(self) -> dict[str, Rows]:
        return {}

    def holds(self, rows: Rows, where: Where) -> Flags:
        """In which worlds all the conditions hold, shape (worlds,)."""
        found = np.ones(len(rows), dtype=bool)
        for name, states in where.items():
            found &= self._wanted(name, states)[self.fact(rows, name)]
        return found

    def _wanted(self, name: str, states: tuple[str, ...]) -> Flags:
        flags = self._flags.get((name, states))
        if flags is None:
            flags = self._flags[name, states] = np.array([value in states for value in self.game.values(name)])
        return flags

    @cached_property
    def _flags(self) -> dict[tuple[str, tuple[str, ...]], Flags]:
        return {}

    def open(self, rows: Rows, step: Step) -> Flags:
        """In which worlds a step may be taken."""
        if not step.when:
            return np.ones(len(rows), dtype=bool)
        return np.asarray(np.any([self.holds(rows, where) for where in step.when], axis=0))

    def moved(self, rows: Rows, step: Step) -> Rows:
        """The worlds after a step."""
        moves = {part: moves for part, moves in step.moves.items() if part in self.place}
        if not moves:
            return rows
        after = rows.copy()
        for part, becomes in moves.items():
            states = self.game.values(part)
            after[:, self.place[part]] = self._table(states, dict(becomes))[rows[:, self.place[part]]]
        return after

    @staticmethod
    def _table(states: tuple[str, ...], becomes: dict[str, str]) -> Rows:
        return np.array([states.index(becomes.get(state, state)) for state in states], dtype=np.int8)

    @cached_property
    def _size(self) -> dict[str, int]:
        return {name: len(self.game.values(name)) for name in (*self.game.parts, *self.game.facts)}

    def shown(self, step: Step) -> tuple[str, ...]:
        """The facts that a step's answer shows."""
        found = self._shown.get(step.screens)
        if found is None:
            facts = (fact for screen in step.screens for fact in self.game.screens[screen])
            found = self._shown[step.screens] = tuple(dict.fromkeys(facts))
        return found

    @cached_property
    def _shown(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return {}

    def answers(self, rows: Rows, step: Step) -> Ints:
        """A number for the whole answer that a step (taken already) gives in each world, shape (worlds,)."""
        code = np.zeros(len(rows), dtype=np.int64)
        for name in self.shown(step):
            code = code * self._size[name] + self.fact(rows, name)
        return code


def worlds_of(game: Game, text: str) -> Worlds | None:
    """The worlds of a complaint's text; None where it fits no complaint of the game."""
    told = {
        part: next((state for state, pattern in states.items() if re.search(pattern, text)), None)
        for part, states in game.told.parts.items()
    }
    for complaint in game.complaints.values():
        if re.search(complaint.words, text):
            known = tuple((part, state) for part, state in told.items() if state and part in complaint.parts)
            return Worlds(game, complaint, known)
    return None


def kept_from(game: Game, text: str) -> dict[str, Any]:
    """What is kept of a complaint's text, with what the game keeps from the start."""
    found: dict[str, Any] = dict(game.keeps)
    for name, pattern in game.told.keeps.items():
        match = re.search(pattern, text)
        if match:
            found[name] = match.group(1)
    return found
