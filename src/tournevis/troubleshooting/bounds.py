"""Proven lower bounds on what any strategy can cost, for problems too large to solve.

Cause known: the case costs no less than if the cause were told for free. Entropy: telling causes apart has its price
too; `potential.py` says how and why.
"""

import numpy as np

from .helps import Helps
from .potential import Potential
from .problem import Array, Problem


def lower_bound(problem: Problem) -> float:
    """The best proven bound at hand without a search, minutes' worth."""
    taken = np.zeros((1, len(problem.action_cost) + len(problem.question_cost)), dtype=bool)
    return float(Potential(problem, kept=1).states(problem.belief[None], taken)[0])


def cause_known(problem: Problem) -> float:
    """What the case would cost if the cause were told for free."""
    return float(problem.belief @ known_costs(problem))


def known_costs(problem: Problem) -> Array:
    """The least cost under each fault when it is known, minutes' worth, shape (faults,); escalation if impossible."""
    stop = np.full(len(problem.belief), problem.escalation)
    return Helps.of(problem).turns(problem.action_cost).known(stop)
