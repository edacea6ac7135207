"""What a world would cost to mend if it were known: the calls that lead each part to a state that the goal allows."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..problem import Array, Ints
from .content import Step
from .worlds import Flags, Rows, Worlds

Want = tuple[str, tuple[str, ...]]  # a part, and the states in which a call may be made


@dataclass(frozen=True)
class Way:
    """Calls that lead a part to where it should be, as a bit mask, and what they want of other parts."""

    calls: float
    mask: int
    wants: frozenset[Want] = frozenset()


class Repairs:
    """For each world, the set of calls that mend it, as a bit mask; calls that several parts need count once.

    A part's own way is the shortest in calls. What those calls want of other parts (an open account) comes on top.
    """

    def __init__(self, worlds: Worlds) -> None:
        self.worlds = worlds
        self.steps = {name: step for name, step in worlds.game.steps.items() if step.moves}
        self.bit = {name: 1 << place for place, name in enumerate(self.steps)}
        self.calls = np.array([step.calls for step in self.steps.values()])
        self.ways = {part: self._ways(part, self._good(part)) for part in worlds.parts}

    def _good(self, part: str) -> tuple[str, ...]:
        """The states of a part with which the goal is met, all other parts being good (where the part matters)."""
        states = self.worlds.game.values(part)
        rows = np.zeros((len(states), len(self.worlds.parts)), dtype=np.int8)
        for other, wanted in self.worlds.game.parts[part].only.items():
            rows[:, self.worlds.place[other]] = self.worlds.game.values(other).index(wanted[0])
        rows[:, self.worlds.place[part]] = np.arange(len(states))
        met = self.worlds.holds(rows, self.worlds.complaint.goal)
        return tuple(state for state, fits in zip(states, met, strict=True) if fits)

    def _ways(self, part: str, targets: tuple[str, ...]) -> list[Way | None]:
        """The way from each state of a part to one of the targets; None where no call leads there."""
        states = self.worlds.game.values(part)
        found: dict[str, Way] = {state: Way(0.0, 0) for state in targets}
        for _ in states:
            for state in states:
                ways = [found[state]] if state in found else []
                ways += self._onward(part, state, found)
                if ways:
                    found[state] = min(ways, key=lambda way: (way.calls, len(way.wants)))
        return [found.get(state) for state in states]

    def _onward(self, part: str, state: str, found: dict[str, Way]) -> list[Way]:
        ways = []
        for name, step in self.steps.items():
            after = found.get(step.moves.get(part, {}).get(state, ""))
            wants = _wants(step, part, state)
            if after is not None and wants is not None:
                ways.append(Way(after.calls + step.calls, after.mask | self.bit[name], after.wants | wants))
        return ways

    def masks(self, rows: Rows) -> tuple[Ints, Flags]:
        """The calls that mend each world, and whether it can be mended at all, shape (worlds,) both."""
        mask, mendable = np.zeros(len(rows), dtype=np.int64), np.ones(len(rows), dtype=bool)
        wanted = [np.zeros(len(rows), dtype=bool) for _ in self._wanted]
        for part, (masks, found, wants) in self._tables.items():
            states = rows[:, self.worlds.place[part]]
            mask |= masks[states]
            mendable &= found[states]
            for flags, want in zip(wanted, wants, strict=True):
                if want is not None:
                    flags |= want[states]
        for flags, (want_part, more) in zip(wanted, self._wanted, strict=True):
            mask |= np.where(flags, more[rows[:, self.worlds.place[want_part]]], 0)
        return mask, mendable

    @cached_property
    def _wants(self) -> list[Want]:
        wants = {want for ways in self.ways.values() for way in ways if way for want in way.wants}
        return sorted(want for want in wants if want[0] in self.worlds.place)

    @cached_property
    def _wanted(self) -> list[tuple[str, Ints]]:
        """For each thing wanted of another part, that part and the calls from each of its states."""
        return [(want[0], _masks(self._ways(*want))) for want in self._wants]

    @cached_property
    def _tables(self) -> dict[str, tuple[Ints, Flags, list[Flags | None]]]:
        """For each part, by its state: the calls, whether there are any, and for each thing wanted whether it is."""
        found: dict[str, tuple[Ints, Flags, list[Flags | None]]] = {}
        for part, ways in self.ways.items():
            wants = [np.array([way is not None and want in way.wants for way in ways]) for want in self._wants]
            mendable = np.array([way is not None for way in ways])
            found[part] = _masks(ways), mendable, [flags if flags.any() else None for flags in wants]
        return found

    def cost(self, masks: Ints) -> Array:
        """The calls of each mask, shape (worlds,)."""
        bits = (masks[:, None] >> np.arange(len(self.calls))) & 1
        return np.asarray(bits @ self.calls)


def _masks(ways: list[Way | None]) -> Ints:
    return np.array([way.mask if way else 0 for way in ways], dtype=np.int64)


def _wants(step: Step, part: str, state: str) -> frozenset[Want] | None:
    """What a call wants of other parts when it moves this one; None where it may not be made in this state."""
    fitting = [where for where in step.when if state in where.get(part, (state,))]
    if step.when and not fitting:
        return None
    wants = [frozenset((p, s) for p, s in where.items() if p != part) for where in fitting]
    return min(wants, key=len, default=frozenset())
