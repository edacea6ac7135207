"""The next call: the one after which the least is expected to be left to do.

Over the worlds that remain when nothing that was said is taken for mistaken, that is exact (`optimum`) where they are
few enough. Elsewhere one step is looked ahead exactly, and the rest is estimated: the calls that mend the likely
worlds, each needed call once, and for each part the cheapest read that tells it, by how much of it is unknown.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..problem import Array, Ints
from .belief import Belief, core, likeliest
from .content import Step
from .optimum import Optimum, TooLarge
from .repairs import Repairs
from .worlds import Flags, Rows, Worlds

SURE = 0.99  # of the goal, or that nothing mends it, before the case is closed or handed over
KNOWN = 0.8  # that a write's conditions hold, before it is proposed
PLANNED = 0.999  # share of the belief that is planned for
CORE = 0.05  # worlds at least this share as likely as the likeliest, for the exact optimum
BUDGET = 50_000  # sets of worlds looked at anew for one decision; a stop: 1,000 were the most in 2,000 decisions
MOST_WORLDS, MOST_MIXED = 2000, 60  # more are not tried exactly: where all can be mended, and where some cannot


MET = ""  # in place of a step: the goal is met


@dataclass(frozen=True)
class Option:
    """A step that was weighed: its calls and those expected after it."""

    name: str
    expected_calls: float


class Decider:
    """Decides for one complaint of a game; pure: the same belief gets the same step."""

    def __init__(self, worlds: Worlds) -> None:
        self.worlds, self.repairs = worlds, Repairs(worlds)
        self.steps = worlds.game.steps
        self.hand_over = next(name for name, step in self.steps.items() if step.kind == "hand_over")
        self.optimum = Optimum(worlds, self.repairs, budget=BUDGET)
        self.told = self._told()

    def end(self, belief: Belief) -> str | None:
        """ "" when the goal is met, the step that hands over when nothing mends it, both as good as certain."""
        if belief.share(self.worlds.holds(belief.rows, self.worlds.complaint.goal)) >= SURE:
            return MET
        if belief.share(~self.repairs.masks(belief.rows)[1]) >= SURE:
            return self.hand_over
        return None

    def options(self, belief: Belief) -> list[Option]:
        """The steps that may be taken, best first; of equals the one declared first."""
        return self._exact(belief) or self._estimated(belief)

    def _exact(self, belief: Belief) -> list[Option]:
        """None where the worlds are too many, or where all that is left is to be surer."""
        likely = core(belief, CORE)
        mendable = self.repairs.masks(likely.rows)[1]
        if not mendable.any() or len(likely.rows) > (MOST_WORLDS if mendable.all() else MOST_MIXED):
            return []
        try:
            found = self.optimum.options(likely.rows, likely.weights)
        except TooLarge:
            return []
        open_ = [Option(name, calls) for name, calls in found if self._allowed(belief, self.steps[name])]
        return sorted(open_, key=lambda option: round(option.expected_calls, 9))

    def _allowed(self, belief: Belief, step: Step) -> bool:
        return step.kind != "hand_over" and belief.share(self.worlds.open(belief.rows, step)) >= KNOWN

    def _estimated(self, belief: Belief) -> list[Option]:
        likely = likeliest(belief, PLANNED)
        found = []
        for name, step in self.steps.items():
            if self._allowed(belief, step):
                found.append(Option(name, step.calls + self._after(likely, step)))
        return sorted(found, key=lambda option: round(option.expected_calls, 9))

    def _after(self, belief: Belief, step: Step) -> float:
        """Calls expected after a step: over its answers, the estimate of what each leaves."""
        rows = self.worlds.moved(belief.rows, step)
        _, group = np.unique(self.worlds.answers(rows, step), return_inverse=True)
        shows = self._shows_goal(step)
        return float(self._left(rows, belief.weights, group.ravel(), shows).sum())

    def _shows_goal(self, step: Step) -> bool:
        return set(self.worlds.complaint.goal) <= set(self.worlds.shown(step))

    def _left(self, rows: Rows, weights: Array, group: Ints, shows: bool) -> Array:
        """What is left to do in each group of worlds, times the group's chance, shape (groups,)."""
        mass = np.bincount(group, weights).astype(float)
        masks, mendable = self.repairs.masks(rows)
        met = np.bincount(group, weights * self.worlds.holds(rows, self.worlds.complaint.goal))
        lost = np.bincount(group, weights * ~mendable) / mass
        mend = np.where(mendable, self.repairs.cost(masks), self.steps[self.hand_over].calls)
        mending = np.bincount(group, weights * mend)
        proof = np.where(shows & (met >= SURE * mass), 0.0, (1.0 - lost) * mass)
        telling = self._telling(self._unknown(rows, weights, group, mass), lost) * mass
        return np.asarray(mending + proof + telling)

    def _unknown(self, rows: Rows, weights: Array, group: Ints, mass: Array) -> Array:
        """How much of each part is unknown in each group: entropy over its most, shape (groups, parts), 0 to 1."""
        found = np.zeros((len(mass), len(self.worlds.parts)))
        for place, part in enumerate(self.worlds.parts):
            size = len(self.worlds.game.values(part))
            cells = np.bincount(group * size + rows[:, place], weights, len(mass) * size).reshape(len(mass), size)
            shares = cells / mass[:, None]
            found[:, place] = -(shares * np.log(np.maximum(shares, 1e-12))).sum(axis=1) / self._most[place]
        return found

    @cached_property
    def _most(self) -> Array:
        """The entropy of each part when nothing is known."""
        return np.array([np.log(1 + max(len(self.worlds.faults(part)), 1)) for part in self.worlds.parts])

    def _telling(self, unknown: Array, lost: Array) -> Array:
        """Reads expected to tell the unknown parts apart, shape (groups,).

        Parts that may make it impossible to mend are wanted always, the others only where it can be mended.
        """
        wanted = np.where(self._fatal[None, :], 1.0, 1.0 - lost[:, None])
        return np.asarray((unknown * self._price * wanted).sum(axis=1))

    @cached_property
    def _fatal(self) -> Flags:
        return np.array([any(way is None for way in self.repairs.ways[part]) for part in self.worlds.parts])

    @cached_property
    def _price(self) -> Array:
        calls = np.array([step.calls for step in self._reads])
        price = np.where(self.told, calls[:, None], np.inf).min(axis=0)
        return np.where(np.isfinite(price), price, 0.0)

    @cached_property
    def _reads(self) -> list[Step]:
        return [step for step in self.steps.values() if step.kind == "read" and step.screens]

    def _told(self) -> Flags:
        """Which parts each read tells, the others being good: their faults give answers of their own."""
        found = np.zeros((len(self._reads), len(self.worlds.parts)), dtype=bool)
        for place, part in enumerate(self.worlds.parts):
            for bad in self.worlds.faults(part):
                rows = self._one_fault_each()
                rows[place, place] = bad
                for read, step in enumerate(self._reads):
                    codes = self.worlds.answers(rows, step)
                    found[read, place] |= int((codes == codes[place]).sum()) == 1
        return found

    def _one_fault_each(self) -> Rows:
        """The good world in the last row, above it one world for each part with its first fault."""
        rows = np.zeros((len(self.worlds.parts) + 1, len(self.worlds.parts)), dtype=np.int8)
        for place, part in enumerate(self.worlds.parts):
            rows[place, place] = next(iter(self.worlds.faults(part)), 0)
        return rows
