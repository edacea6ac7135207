"""A proven lower bound for many states of a case at once.

With a price l for each nat of what is unknown, and w an unnormalised belief of mass m,

    L(w) = sum_f w_f (K_f - S_f) + l H(w) - m (surplus of the actions left),    H(w) = -sum_f w_f log(w_f / m)

is never above the cost of any strategy, because no step lowers it by more than the step costs:

- A question is asked once. What it tells beyond its cost is at most its surplus (`telling.py`), which is linear in w,
  so that answers share it out and failures lower it; S_f is the sum of those of the questions left.
- A failed action takes mass and entropy away. K_f is the cost with the cause known, over the actions left, at prices
  lowered by what the entropy can come to beyond them: by Lagrange's dual over the share of the belief that the action
  helps. For an action that helps one cause only this is next to nothing.
- Handing over costs no less than L, when its price under cause f is escalation + l log of f's belief (Gibbs'
  inequality, for the belief in the state whose bound is wanted).

With fewer steps left, K is no lower and the surplus no higher, so that a price that is proven for all steps is proven
for those left. At a price of zero L is the cost with the cause known. The best of a few prices is taken.

Sources: Cover and Thomas (2006), Elements of information theory, sections 2.6, 10.8; Brown, Smith, Sun (2010),
Information relaxations and duality, for the idea of a price on what is not yet known.
"""

from dataclasses import dataclass

import numpy as np

from .helps import Helps, Turns
from .problem import Array, Bools, Problem
from .telling import Telling

TRIED = 9  # prices tried: the middle cost of an action, its half, and so on
KEPT = 3  # prices kept of those tried: the best where the case begins


@dataclass(frozen=True)
class _Price:
    """A price of a nat and what follows from it; surplus of each step, actions first, shape (steps, faults)."""

    nat: float
    turns: Turns
    surplus: Array


class Potential:
    """The bound L of a problem, and of all states that it may come to."""

    def __init__(self, problem: Problem, kept: int = KEPT) -> None:
        self._escalation = problem.escalation
        helps, telling = Helps.of(problem), Telling(problem)
        steps = len(problem.action_cost) + len(problem.question_cost)
        self._prices = [_Price(0.0, helps.turns(problem.action_cost), np.zeros((steps, len(problem.belief))))]
        tried = [_priced(problem, helps, telling, nat) for nat in nats(problem)]
        nothing = np.zeros((1, steps), dtype=bool)
        worth = [float(self._worth(price, problem.belief[None], nothing)[0]) for price in tried]
        self._prices += [tried[n] for n in sorted(np.argsort(-np.array(worth), kind="stable")[:kept])]

    def states(self, weights: Array, taken: Bools) -> Array:
        """The bound for many states, weighted by their mass, shape (states,).

        Args:
            weights: unnormalised beliefs, shape (states, faults).
            taken: steps that are not left, actions first, shape (states, steps).
        """
        found = np.stack([self._worth(price, weights, taken) for price in self._prices])
        return np.asarray(found.max(axis=0))

    def _worth(self, price: _Price, weights: Array, taken: Bools) -> Array:
        if price.nat == 0.0:
            stop = np.full(weights.shape, self._escalation)
            return np.asarray((weights * self._known(price, stop, taken)).sum(axis=1))
        mass = np.maximum(weights.sum(axis=1, keepdims=True), 1e-300)
        logs = np.log(np.maximum(weights / mass, 1e-300))
        known = self._known(price, self._escalation + price.nat * logs, taken)
        known -= price.nat * logs + (~taken) @ price.surplus
        return np.asarray((weights * known).sum(axis=1))

    def _known(self, price: _Price, stop: Array, taken: Bools) -> Array:
        """Least cost under each fault when it is known, by chance over cost to the best cut: shape (states, faults)."""
        turns, best = price.turns, stop
        left, spent = np.ones(stop.shape), np.zeros(stop.shape)
        for action, chance, cost in zip(turns.action, turns.chance, turns.price, strict=True):
            open_ = ~taken[:, action]
            spent = spent + open_ * cost * left
            left = left * (1.0 - open_ * chance)
            best = np.minimum(best, spent + stop * left)
        return best


def _priced(problem: Problem, helps: Helps, telling: Telling, nat: float) -> _Price:
    price = helps.lowered(problem.action_cost, nat)
    failing = np.zeros(problem.success.shape)
    failing[helps.action, helps.fault] = helps.surplus(problem.action_cost, price, nat)
    return _Price(nat, helps.turns(price), np.concatenate([failing, telling.surplus(nat)]))


def nats(problem: Problem) -> list[float]:
    """Prices of a nat that are worth trying, each above zero."""
    costs = problem.action_cost if len(problem.action_cost) else problem.question_cost
    middle = float(np.median(costs)) if len(costs) else problem.escalation
    return [middle * 2.0**-n for n in range(TRIED)]
