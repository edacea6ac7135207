"""The steps of a problem laid out in slots: one for each action's failure, one for each answer to a question."""

from dataclasses import dataclass

import numpy as np

from ..problem import Array, Bools, Ints, Problem


@dataclass(frozen=True)
class Layout:
    """Where what is found by which step.

    Attributes:
        factor: P(what the slot holds | fault), shape (slots, faults).
        owner: the step of each slot, actions first, shape (slots,).
        starts: the first slot of each question after those of the actions, shape (questions,).
        cost: minutes' worth of each step, shape (steps,).
        actions: how many of the slots, and of the steps, are actions.
    """

    factor: Array
    owner: Ints
    starts: Ints
    cost: Array
    actions: int

    @classmethod
    def of(cls, problem: Problem) -> "Layout":
        """The layout of a problem."""
        actions, sizes = len(problem.action_cost), [len(rows) for rows in problem.answers]
        owner = np.concatenate([np.arange(actions), actions + np.repeat(np.arange(len(sizes)), sizes)])
        return cls(
            factor=np.concatenate([1.0 - problem.success, *problem.answers]),
            owner=owner.astype(np.int64),
            starts=np.cumsum([0, *sizes[:-1]])[: len(sizes)],
            cost=np.concatenate([problem.action_cost, problem.question_cost]),
            actions=actions,
        )

    def taken(self, found: Bools) -> Bools:
        """Which steps were taken, of what was found, shape (states, slots) to (states, steps)."""
        if not len(self.starts):
            return found[:, : self.actions]
        asked = np.logical_or.reduceat(found[:, self.actions :], self.starts, axis=1)
        return np.concatenate([found[:, : self.actions], asked], axis=1)

    def per_step(self, values: Array) -> Array:
        """What is found added up for each step, shape (states, slots, ...) to (states, steps, ...)."""
        if not len(self.starts):
            return values
        told = np.add.reduceat(values[:, self.actions :], self.starts, axis=1)
        return np.concatenate([values[:, : self.actions], told], axis=1)
