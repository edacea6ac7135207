"""Where an action helps a fault at all: what each fault costs when it is known, and what failures can tell."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .problem import Array, Bools, Ints, Problem

DUALS = np.linspace(0.0, 1.0, 9)[:, None]  # multipliers tried, as shares of an action's price
LEAST = 0.02  # share of an action's price that stays; what that lacks is surplus


@dataclass(frozen=True)
class Turns:
    """The actions that help each fault, in the order in which one would try them if it were known.

    Attributes:
        action, chance, price: shape (turns, faults); chance and price are 0 after the last.
    """

    action: Ints
    chance: Array
    price: Array

    def known(self, stop: Array) -> Array:
        """Least cost under each fault when it is known, to the best cut; stop and result of shape (faults,)."""
        left, spent, best = np.ones(len(stop)), np.zeros(len(stop)), stop
        for chance, cost in zip(self.chance, self.price, strict=True):
            spent = spent + cost * left
            left = left * (1.0 - chance)
            best = np.minimum(best, spent + stop * left)
        return best


@dataclass(frozen=True)
class Helps:
    """Pairs of an action and a fault that it helps.

    Attributes:
        action, fault, success: one entry for each pair.
        share: of the fault in all that the action ends today, one entry for each pair.
        actions, faults: how many there are.
    """

    action: Ints
    fault: Ints
    success: Array
    share: Array
    actions: int
    faults: int

    @classmethod
    def of(cls, problem: Problem) -> "Helps":
        """The pairs of a problem, those of impossible faults left out."""
        action, fault = np.nonzero(problem.success > 0)
        success = problem.success[action, fault]
        every = cls(action, fault, success, np.ones(len(action)), *problem.success.shape)
        return every.left(problem.belief, np.ones(len(problem.success), dtype=bool))

    def turns(self, cost: Array) -> Turns:
        """By chance over cost, which is the best order for one known fault."""
        order = np.lexsort((-self.success / cost[self.action], self.fault))
        fault, action = self.fault[order], self.action[order]
        turn = np.arange(len(fault)) - np.searchsorted(fault, fault)
        shape = (int(turn.max(initial=-1)) + 1, self.faults)
        found = Turns(np.zeros(shape, dtype=np.int64), np.zeros(shape), np.zeros(shape))
        found.action[turn, fault], found.chance[turn, fault] = action, self.success[order]
        found.price[turn, fault] = cost[action]
        return found

    def left(self, belief: Array, open_: Bools) -> "Helps":
        """The pairs of the actions that are open, under another belief."""
        kept = np.flatnonzero(open_[self.action] & (belief[self.fault] > 0))
        action, fault, success = self.action[kept], self.fault[kept], self.success[kept]
        ends = success * belief[fault]
        share = ends / np.bincount(action, weights=ends, minlength=1)[action]
        return Helps(action, fault, success, share, self.actions, self.faults)

    @cached_property
    def _weights(self) -> Array:
        """log of s (1 - s)^((1 - s) / s): what a pair weighs in the dual, next to its multiplier."""
        s = self.success
        return np.asarray(np.log(s) + (1.0 - s) / s * np.log(np.maximum(1.0 - s, 1e-300)))

    def lowered(self, cost: Array, nat: float) -> Array:
        """Prices of actions, less the entropy that their failure may take away under any belief; not below `LEAST`."""
        share = DUALS * cost
        exponent = self._weights + share[:, self.action] / (self.success * nat)
        with np.errstate(over="ignore"):
            pairs = np.exp(exponent)
        total = np.stack([np.bincount(self.action, weights=row, minlength=self.actions) for row in pairs])
        taken = nat * np.log1p(total) - share
        return np.asarray(np.clip(cost - self._least(taken, share, cost), LEAST * cost, cost))

    def _least(self, taken: Array, share: Array, cost: Array) -> Array:
        kept = np.maximum(cost - taken, LEAST * cost)
        return np.asarray(np.where(share <= kept, taken, np.inf).min(axis=0))

    def surplus(self, cost: Array, price: Array, nat: float) -> Array:
        """What the failure of an action tells of each fault beyond its cost, one number for each pair.

        Faults that it does not help have none: with t the chance of success whose failure tells just what they pay,
        cost - price, those helped tell nat (D(success || t) + success log(1 / share)) beyond the price. Where the
        price holds all that the failure can tell already, there is none either.
        """
        short, s = (cost - price)[self.action], self.success
        t = np.maximum(-np.expm1(-short / nat), 1e-300)
        fails = np.maximum(1.0 - s, 1e-300)
        apart = s * np.log(s / t) + (1.0 - s) * (np.log(fails) + short / nat)
        told = np.maximum(0.0, nat * (apart - s * np.log(self.share)) - short)
        return np.asarray(np.where((price > LEAST * cost * (1 + 1e-9))[self.action], 0.0, told))
