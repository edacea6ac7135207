"""Whole policies on a base, ours and what others use: one belief, the same open steps, guards, prices and containment.

What differs is only how the next step is weighed.
"""

from collections.abc import Callable

import numpy as np

from . import baselines
from .advice import Adviser, Planner, Step
from .belief import believe
from .model import Model
from .openings import Allowance, open_remedy
from .planner import DEFAULT_BUDGET, Choice, Plan
from .problem import Problem
from .state import State
from .strategy import Strategy
from .worlds import Decide


def policies(model: Model, allowance: Allowance, budget: int = DEFAULT_BUDGET) -> dict[str, Decide]:
    """Name -> policy, ours first; each decides a state once, however many cases come to it."""
    others = {
        "lookahead of one": baselines.lookahead_of_one,
        "myopic value of information": baselines.myopic,
        "information gain": baselines.information_gain,
        "probability over cost": baselines.probability_over_cost,
    }
    return {
        "ours": Strategy(model, allowance, budget).step,
        **{name: Strategy(model, allowance, budget, chooses(choose)).step for name, choose in others.items()},
        "fixed order": FixedOrder(model, allowance).step,
    }


def chooses(choose: Callable[[Problem], Choice]) -> Planner:
    """A planner that weighs nothing but what `choose` takes, and proves nothing."""
    return lambda problem, budget: Plan((choose(problem),), 0.0, 0)


class FixedOrder:
    """A checklist: remedies by probability over cost as cases begin, to the cut that costs least; guards are asked.

    Attributes:
        order: remedy ids.
    """

    def __init__(self, model: Model, allowance: Allowance) -> None:
        self.model, self.allowance = model, allowance
        self.order = self._ordered(State())

    def _ordered(self, start: State) -> tuple[str, ...]:
        belief = believe(self.model, start)
        items = [
            item
            for remedy in self.model.success
            if (item := open_remedy(self.model, self.model.base.remedies[remedy], start, belief, self.allowance))
        ]
        costs = np.array([item.cost for item in items])
        success = np.array([self.model.success[item.remedy.id] * item.chance for item in items])
        order = np.argsort(-(success @ belief) / costs, kind="stable")
        after = np.cumprod(1.0 - success[order], axis=0) @ belief
        spent = np.cumsum(costs[order] * np.concatenate([[1.0], after[:-1]]))
        total = np.concatenate([[0.0], spent]) + self.model.base.scales.escalation * np.concatenate([[1.0], after])
        return tuple(items[place].remedy.id for place in order[: int(np.argmin(total))])

    def step(self, state: State) -> Step:
        """The next remedy of the list that is open, or what its guards want; at its end the case is handed over."""
        adviser = Adviser(self.model, state, self.allowance)
        prescribed = adviser.prescribed()
        if prescribed is not None:
            return prescribed.step
        remedies = self.model.base.remedies
        for remedy in self.order:
            item = open_remedy(self.model, remedies[remedy], state, adviser.belief, self.allowance)
            if item is not None:
                return adviser.remedy_step(item)
        return Step("escalate", "cheaper")
