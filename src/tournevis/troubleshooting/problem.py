"""The bare decision problem: beliefs, costs and chances in arrays, with nothing of where they come from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Setups:
    """What steps share: a step's cost holds its set-ups in full, and is less by those that need not be paid again.

    Attributes:
        cost: minutes' worth, shape (setups,).
        lasting: shape (setups,); true for one that stands from its first use to the end (a visit, an open case),
            false for one that ends a row of repairs, which only then are tested (a restart).
        actions, questions: who needs which, shapes (actions, setups) and (questions, setups).
    """

    cost: Array
    lasting: Bools
    actions: Bools
    questions: Bools

    def __post_init__(self) -> None:
        """Refuse what fits no problem.

        Raises:
            ValueError: names the array that has a wrong shape or a negative cost.
        """
        count = len(self.cost)
        if (self.cost < 0).any():
            raise ValueError("set-ups: a cost is below zero")
        if any(array.shape[-1:] != (count,) for array in (self.lasting, self.actions, self.questions)):
            raise ValueError(f"set-ups: each array needs one column for each of the {count} set-ups")


@dataclass(frozen=True)
class Problem:
    """What is still open in a case.

    Attributes:
        belief: P(fault), shape (faults,), sums to 1; the last may be "other", which no action repairs.
        action_cost: minutes' worth, shape (actions,), positive.
        success: P(the trouble is gone | fault), shape (actions, faults); each action is tried once.
        question_cost: minutes' worth, shape (questions,), positive.
        answers: P(answer | fault), one array of shape (answers, faults) a question; columns sum to 1; asked once.
        escalation: minutes' worth of handing over, possible at any moment, which ends the case.
        setups: what steps share, None where each costs what it costs.
    """

    belief: Array
    action_cost: Array
    success: Array
    question_cost: Array
    answers: tuple[Array, ...]
    escalation: float
    setups: Setups | None = None

    def __post_init__(self) -> None:
        """Refuse what is no problem at all.

        Raises:
            ValueError: names the array that has a wrong shape, a negative cost or no distribution.
        """
        faults = len(self.belief)
        if faults == 0 or abs(float(self.belief.sum()) - 1.0) > 1e-6 or (self.belief < 0).any():
            raise ValueError("belief: must be a distribution over at least one fault")
        if self.success.shape != (len(self.action_cost), faults):
            raise ValueError(f"success: shape {self.success.shape}, expected ({len(self.action_cost)}, {faults})")
        if (self.action_cost <= 0).any() or (self.question_cost <= 0).any() or self.escalation <= 0:
            raise ValueError("costs must be above zero")
        if len(self.answers) != len(self.question_cost) or any(rows.shape[1:] != (faults,) for rows in self.answers):
            raise ValueError("answers: one array of shape (answers, faults) a question")
        if self.setups is not None:
            self._refuse_setups(self.setups)

    def _refuse_setups(self, shared: Setups) -> None:
        if (len(shared.actions), len(shared.questions)) != (len(self.action_cost), len(self.question_cost)):
            raise ValueError("set-ups: one row for each action and for each question")
        if any((cost < -1e-9).any() for cost in self.own_costs()):
            raise ValueError("set-ups: a step costs less than the set-ups that it needs")

    def own_costs(self) -> tuple[Array, Array]:
        """What each action, and each question, costs by itself, its set-ups left out."""
        if self.setups is None:
            return self.action_cost, self.question_cost
        needs = ((self.action_cost, self.setups.actions), (self.question_cost, self.setups.questions))
        action, question = (cost - rows @ self.setups.cost for cost, rows in needs)
        return action, question
