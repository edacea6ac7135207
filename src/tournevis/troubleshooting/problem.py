"""The bare decision problem: beliefs, costs and chances in arrays, with nothing of where they come from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


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
    """

    belief: Array
    action_cost: Array
    success: Array
    question_cost: Array
    answers: tuple[Array, ...]
    escalation: float

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
