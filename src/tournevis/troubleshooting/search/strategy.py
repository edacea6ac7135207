"""A problem planned once as one strategy, which is then followed: for problems too large to be planned at each step."""

from dataclasses import dataclass

import numpy as np

from ..potential import Potential
from ..problem import Array, Problem
from .explore import explore
from .graph import HIGH, LOW, ROOT, Graph

STATES = 100_000  # that are looked at for one strategy
CLOSE = 1e-3  # share of its cost within which a strategy is not searched any further


@dataclass(frozen=True)
class Followed:
    """What a strategy really costs.

    Attributes:
        cost: exact expected cost, minutes' worth: every answer and outcome is walked.
        lower_bound: no strategy can cost less.
        decisions: states in which the strategy takes a step; states: looked at to find it.
    """

    cost: float
    lower_bound: float
    decisions: int
    states: int


def follow(problem: Problem, states: int = STATES, gap: float = CLOSE) -> Followed:
    """Plan a problem as one strategy and walk it to the end of each of its branches.

    Args:
        states: that may be looked at; gap: share of the cost that the search need not close.
    """
    graph = Graph(problem, Potential(problem))
    explore(graph, states, prove=True, gap=gap)
    walk = _Walk(graph)
    cost = walk.cost(ROOT, problem.belief)
    return Followed(cost, float(graph.values[ROOT, LOW]), walk.decisions, graph.size)


class _Walk:
    """The strategy of least promised cost; its beliefs are reckoned anew, not taken from the graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.decisions = graph, 0

    def cost(self, state: int, weights: Array) -> float:
        graph, layout = self.graph, self.graph.layout
        promised = float(graph.values[state, HIGH])
        if graph.row[state] < 0:
            return promised  # the best sequence of repairs, whose cost is exact
        worth = graph.steps(np.array([state]))[0, :, HIGH]
        step = int(worth.argmin())
        if worth[step] > promised + 1e-12:
            return promised
        self.decisions += 1
        slots = np.flatnonzero(layout.owner == step)
        after = ((int(graph.child[graph.row[state], slot]), weights * layout.factor[slot]) for slot in slots)
        return float(layout.cost[step] * weights.sum()) + sum(self.cost(child, left) for child, left in after)
