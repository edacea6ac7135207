"""What a case costs at least, whatever is done with all that the base holds: the bound that an advice carries.

The bound of `potential.py`, for every fault, every remedy not tried and every fact not known, each step at the least
that it can cost. What it needs of the base is made once; a question's distribution t (`telling.py`) is searched for the
belief before anything is known. Answers are taken as independent given the fault, and each fact is got once.
"""

from collections.abc import Collection

import numpy as np

from .helps import Helps
from .model import Model
from .potential import nats
from .problem import Array, Bools
from .telling import Telling
from .whole import whole

MOST, LEAST = 2, 7  # prices of a nat that are tried, of those that `nats` gives


class Ground:
    """The whole base, made ready to bound any of its cases."""

    def __init__(self, model: Model) -> None:
        problem = whole(model)
        self._escalation, self._nats = problem.escalation, nats(problem)[MOST:LEAST]
        self._remedies = {remedy: place for place, remedy in enumerate(model.cures[0])}
        self._facts = {fact: place for place, fact in enumerate(model.answers[0])}
        self._helps = Helps.of(problem)
        self._shared = problem.action_cost
        self._least = np.minimum(problem.action_cost, np.maximum(model.least_remedy_costs, 1e-9))
        self._asked = np.minimum(problem.question_cost, np.maximum(model.least_costs, 1e-9))
        apart = Telling(problem).apart(self._nats[1])
        # most faults expect of a fact what most others do: one number for those, the others one by one
        self._usual = np.array([_commonest(row) for row in apart])
        self._question, self._fault = np.nonzero(apart != self._usual[:, None])
        self._apart = apart[self._question, self._fault]

    def bound(self, belief: Array, tried: Collection[str], known: Collection[str], *, visited: bool) -> float:
        """No strategy costs less from here, minutes' worth.

        Args:
            belief: P(fault), shape (faults,).
            tried: remedies that cannot be tried any more; known: facts that cannot be got any more.
            visited: a set-up stands, so that steps may cost no more than what they cost by themselves.
        """
        helps = self._helps.left(belief, _open(self._remedies, tried))
        cost = self._least if visited else self._shared
        open_ = _open(self._facts, known)
        worth = (self._worth(helps, cost, belief, nat) - self._beyond(belief, open_, nat) for nat in self._nats)
        return max(self._worth(helps, cost, belief, 0.0), *worth)

    def _beyond(self, belief: Array, open_: Bools, nat: float) -> float:
        """What the open questions tell beyond their cost at a price of a nat."""
        usual = np.maximum(0.0, nat * self._usual - self._asked)
        weights = belief[self._fault]
        other = weights @ (open_ * usual)[self._question]
        told = np.maximum(0.0, nat * self._apart - self._asked[self._question])
        return float((open_ @ usual) * belief.sum() - other + (weights * open_[self._question]) @ told)

    def _worth(self, helps: Helps, cost: Array, belief: Array, nat: float) -> float:
        """The bound at a price of a nat, what questions tell beyond their cost left out."""
        if nat == 0.0:
            stop = np.full(len(belief), self._escalation)
            return float(belief @ helps.turns(cost).known(stop))
        price, logs = helps.lowered(cost, nat), np.log(np.maximum(belief, 1e-300))
        known = helps.turns(price).known(self._escalation + nat * logs)
        failing = belief[helps.fault] @ helps.surplus(cost, price, nat)
        return float(belief @ (known - nat * logs) - failing)


def ground_of(model: Model) -> Ground:
    """The ground of a model, made at the first call and kept with it, as its own cached properties are."""
    kept = vars(model)
    found: Ground | None = kept.get("_ground")
    if found is None:
        found = kept["_ground"] = Ground(model)
    return found


def _commonest(row: Array) -> float:
    values, counts = np.unique(row, return_counts=True)
    return float(values[counts.argmax()])


def _open(places: dict[str, int], closed: Collection[str]) -> Bools:
    found = np.ones(len(places), dtype=bool)
    found[[places[one] for one in closed if one in places]] = False
    return found
