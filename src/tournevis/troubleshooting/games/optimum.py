"""The least expected number of calls from a set of worlds, exactly, where answers are never mistaken.

The AND/OR graph of what is still possible is walked with memory, each set of worlds once. Where every world can be
mended, a write that all of them need and none needs again after it is made at once: it costs the same whenever it is
made, and a repair hides nothing.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ..problem import Array, Ints
from .content import Step
from .repairs import Repairs
from .worlds import Rows, Worlds

SHARES = 1000  # weights are told apart to so many parts of the greatest


class TooLarge(Exception):
    """More sets of worlds than the budget allows."""


@dataclass(frozen=True)
class _Taken:
    """A step with the worlds after it and the number of its whole answer in each."""

    name: str
    step: Step
    rows: Rows
    codes: Ints


@dataclass
class Optimum:
    """The optimum of one complaint's games, kept for all that are played.

    Attributes:
        proof: whether the goal must have been shown last, not only be certain.
        budget: sets of worlds that may be looked at anew in one question; counted, not timed.
    """

    worlds: Worlds
    repairs: Repairs
    proof: bool = True
    budget: int = 100_000
    _known: dict[Hashable, float] = field(default_factory=dict)
    _most: int = 0

    def calls(self, rows: Rows, weights: Array) -> float:
        """The least expected calls to the end.

        Raises:
            TooLarge: the budget is used up.
        """
        self._most = len(self._known) + self.budget
        return self._value(rows, weights, False)

    def options(self, rows: Rows, weights: Array) -> list[tuple[str, float]]:
        """Each step that brings anything, with the least expected calls when it is taken first, in declared order.

        Raises:
            TooLarge: the budget is used up.
        """
        self._most = len(self._known) + self.budget
        return [(taken.name, self._through(weights, taken, False)) for taken in self._steps(rows, False)]

    def _value(self, rows: Rows, weights: Array, shown: bool) -> float:
        place = self._place(rows, weights, shown)
        found = self._known.get(place)
        if found is None:
            if len(self._known) >= self._most:
                raise TooLarge
            found = self._known[place] = self._found(rows, weights, shown)
        return found

    def _place(self, rows: Rows, weights: Array, shown: bool) -> Hashable:
        order = np.lexsort(rows.T)
        shares = np.round(SHARES * weights[order] / weights.max()).astype(np.int32)
        return rows[order].tobytes(), shares.tobytes(), shown

    def _found(self, rows: Rows, weights: Array, shown: bool) -> float:
        if self.worlds.holds(rows, self.worlds.complaint.goal).all() and (shown or not self.proof):
            return 0.0
        if not self.repairs.masks(rows)[1].any():
            return self._handing_over
        return min((self._through(weights, taken, shown) for taken in self._steps(rows, shown)), default=float("inf"))

    @property
    def _handing_over(self) -> float:
        return next(step.calls for step in self.worlds.game.steps.values() if step.kind == "hand_over")

    def _steps(self, rows: Rows, shown: bool) -> list[_Taken]:
        """The steps that may be taken and bring anything; only the first that has to be taken anyway, if one has."""
        steps = [item for item in self._all if self.worlds.open(rows, item[1]).all()]
        masks, mendable = self.repairs.masks(rows)
        if mendable.all():
            for name, step in steps:
                if step.kind == "write" and self._needed(rows, masks, name, step):
                    return [self._taken(rows, name, step)]
        found = [self._taken(rows, name, step) for name, step in steps]
        return [taken for taken in found if self._brings(rows, taken, shown)]

    @cached_property
    def _all(self) -> list[tuple[str, Step]]:
        return [(name, step) for name, step in self.worlds.game.steps.items() if step.kind != "hand_over"]

    def _needed(self, rows: Rows, masks: Ints, name: str, step: Step) -> bool:
        """Whether every world needs a write, and none needs it again after it."""
        bit = self.repairs.bit.get(name, 0)
        if not bit or not (masks & bit).all():
            return False
        return not bool((self.repairs.masks(self.worlds.moved(rows, step))[0] & bit).any())

    def _taken(self, rows: Rows, name: str, step: Step) -> _Taken:
        after = self.worlds.moved(rows, step)
        return _Taken(name, step, after, self.worlds.answers(after, step))

    def _brings(self, rows: Rows, taken: _Taken, shown: bool) -> bool:
        if (taken.codes != taken.codes[0]).any() or not np.array_equal(taken.rows, rows):
            return True
        return not shown and self._shows(taken.step) and self._met(taken.rows)

    def _shows(self, step: Step) -> bool:
        return set(self.worlds.complaint.goal) <= set(self.worlds.shown(step))

    def _met(self, rows: Rows) -> bool:
        return bool(self.worlds.holds(rows, self.worlds.complaint.goal).all())

    def _through(self, weights: Array, taken: _Taken, shown: bool) -> float:
        """The least expected calls when a step is taken now, over what it may answer."""
        total, spent = float(weights.sum()), taken.step.calls
        for code in np.unique(taken.codes):
            group = taken.codes == code
            rows = taken.rows[group]
            proven = (self._shows(taken.step) and self._met(rows)) or (shown and taken.step.kind == "read")
            spent += float(weights[group].sum()) / total * self._value(rows, weights[group], proven)
        return spent
