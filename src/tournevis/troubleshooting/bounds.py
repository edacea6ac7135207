"""Proven lower bounds on what any strategy can cost, for problems too large to solve.

Cause known: the case costs no less than if the cause were told for free.

Entropy: telling causes apart has its price too. With a price l for each nat of it, and w a belief of mass m,

    L(w) = sum_f w_f K_f + l H(w) - m (surplus of the steps left),    H(w) = -sum_f w_f log(w_f / m)

is never above the cost of any strategy, because no step lowers it by more than the step costs:

- A question of cost c tells at most its capacity C, and is asked once: its surplus is max(0, l C - c).
- A failed action takes mass and entropy away. K_f is the cost with the cause known, at prices of actions lowered by
  what the entropy can come to beyond them: by Lagrange's dual over the share of the belief that the action helps. For
  an action that helps one cause only this is next to nothing.
- Handing over costs no less than L, when its price under cause f is escalation + l log belief_f (Gibbs' inequality).

The best of a few prices is taken. Sources: Cover and Thomas (2006), Elements of information theory, sections 2.6, 10.8;
Brown, Smith, Sun (2010), Information relaxations and duality, for the idea of a price on what is not yet known.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .problem import Array, Ints, Problem

TRIED = (0.3, 0.6, 1.0, 1.6, 2.5, 4.0)  # prices tried, times the one at which the cheapest questions tell it all
BY_ACTIONS = (0.05, 0.15, 0.4, 1.0)  # and times the middle price of an action
DUALS = np.linspace(0.0, 1.0, 9)[:, None]  # multipliers tried, as shares of an action's price
LEAST = 0.5  # share of an action's price that stays; what that lacks is surplus
SHARP = 12  # questions whose capacity is bounded closely: those of fewest minutes a nat
TURNS = 8  # of the search for the answers' distribution that bounds a capacity


def lower_bound(problem: Problem) -> float:
    """The best proven bound at hand, minutes' worth."""
    return max(cause_known(problem), entropy(problem))


def cause_known(problem: Problem) -> float:
    """What the case would cost if the cause were told for free."""
    return float(problem.belief @ known_costs(problem))


def known_costs(problem: Problem) -> Array:
    """The least cost under each fault when it is known, minutes' worth, shape (faults,)."""
    stop = np.full(len(problem.belief), problem.escalation)
    return _Helps.of(problem).known(problem.action_cost, stop)


def entropy(problem: Problem) -> float:
    """The bound that also prices what must be told apart; may be below zero where it says nothing."""
    problem = _possible(problem)
    helps, capacity = _Helps.of(problem), capacities(problem)
    logs = np.log(problem.belief)
    unknown = float(-(problem.belief @ logs))
    best = 0.0
    for price in _prices(problem, capacity, unknown):
        lowered, surplus = helps.lowered(problem.action_cost, price)
        known = helps.known(lowered, problem.escalation + price * logs)
        told = float(np.maximum(0.0, price * capacity - problem.question_cost).sum())
        best = max(best, float(problem.belief @ known) + price * unknown - told - surplus)
    return best


def _possible(problem: Problem) -> Problem:
    """Without the faults of no belief."""
    kept = np.flatnonzero(problem.belief > 0)
    if len(kept) == len(problem.belief):
        return problem
    belief = problem.belief[kept] / problem.belief[kept].sum()
    answers = tuple(rows[:, kept] for rows in problem.answers)
    costs = problem.action_cost, problem.question_cost
    return Problem(belief, costs[0], problem.success[:, kept], costs[1], answers, problem.escalation)


def _prices(problem: Problem, capacity: Array, unknown: float) -> list[float]:
    """Prices of a nat that are worth trying."""
    found = [share * float(np.median(problem.action_cost)) for share in BY_ACTIONS if len(problem.action_cost)]
    rate = problem.question_cost / np.maximum(capacity, 1e-9)
    order = np.argsort(rate, kind="stable")
    if len(order):
        last = min(int(np.searchsorted(np.cumsum(capacity[order]), unknown)), len(order) - 1)
        found += [share * float(rate[order[last]]) for share in TRIED]
    return found


def capacities(problem: Problem) -> Array:
    """A bound on what each question can tell under any belief, in nats, shape (questions,).

    No question tells more than the greatest divergence of its answers from any one distribution; that of each
    answer's greatest chance gives the first bound for all, a better one is searched for the cheapest questions.
    """
    if not problem.answers:
        return np.empty(0)
    found = np.array([np.log(rows.max(axis=1).sum()) for rows in problem.answers])
    for q in np.argsort(problem.question_cost / np.maximum(found, 1e-9), kind="stable")[:SHARP]:
        found[q] = min(found[q], _capacity(problem.answers[q]))
    return np.asarray(np.maximum(found, 0.0))


def _capacity(rows: Array) -> float:
    """Blahut's and Arimoto's search over the faults that make some answer likeliest; then the worst of all faults."""
    extreme = rows[:, np.unique(rows.argmax(axis=1))]
    weights = np.full(extreme.shape[1], 1.0 / extreme.shape[1])
    for _ in range(TURNS):
        weights = weights * np.exp(_divergence(extreme, extreme @ weights))
        weights /= weights.sum()
    return float(_divergence(rows, extreme @ weights).max())


def _divergence(rows: Array, told: Array) -> Array:
    """Of each fault's answers from one distribution, in nats, shape (faults,)."""
    ratio = np.divide(rows, np.maximum(told, 1e-300)[:, None])
    return np.asarray((rows * np.log(np.maximum(ratio, 1e-300))).sum(axis=0))


@dataclass(frozen=True)
class _Helps:
    """Where an action helps a fault at all.

    Attributes:
        action, fault, success: one entry for each pair; actions, faults: how many there are.
    """

    action: Ints
    fault: Ints
    success: Array
    actions: int
    faults: int

    @classmethod
    def of(cls, problem: Problem) -> "_Helps":
        action, fault = np.nonzero(problem.success > 0)
        return cls(action, fault, problem.success[action, fault], *problem.success.shape)

    def known(self, cost: Array, stop: Array) -> Array:
        """Least cost under each fault when it is known: by chance over cost, to the best cut, shape (faults,)."""
        order = np.lexsort((-self.success / cost[self.action], self.fault))
        fault = self.fault[order]
        turn = np.arange(len(fault)) - np.searchsorted(fault, fault)
        shape = (self.faults, int(turn.max(initial=0)) + 1)
        chance, price = np.zeros(shape), np.zeros(shape)
        chance[fault, turn], price[fault, turn] = self.success[order], cost[self.action[order]]
        left = np.cumprod(1.0 - chance, axis=1)
        before = np.concatenate([np.ones((self.faults, 1)), left[:, :-1]], axis=1)
        spent = np.cumsum(price * before, axis=1)
        return np.asarray(np.minimum(stop, (spent + stop[:, None] * left).min(axis=1)))

    @cached_property
    def _weights(self) -> Array:
        """log of s (1 - s)^((1 - s) / s): what a pair weighs in the dual, next to its multiplier."""
        s = self.success
        return np.asarray(np.log(s) + (1.0 - s) / s * np.log(np.maximum(1.0 - s, 1e-300)))

    def lowered(self, cost: Array, price: float) -> tuple[Array, float]:
        """Prices of actions less the entropy that they may take away, and the surplus of those that stay too dear."""
        share = DUALS * cost
        exponent = self._weights + share[:, self.action] / (self.success * price)
        pairs = np.exp(np.minimum(exponent, 600.0))
        total = np.stack([np.bincount(self.action, weights=row, minlength=self.actions) for row in pairs])
        taken = price * np.log1p(total) - share
        kept = np.maximum(cost - taken, LEAST * cost)
        taken = np.where(share <= kept, taken, np.inf)
        least = taken.min(axis=0)
        prices = np.minimum(cost, np.maximum(cost - least, LEAST * cost))
        return prices, float(np.maximum(0.0, prices + least - cost)[np.unique(self.action)].sum())
