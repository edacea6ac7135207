"""Open states where it matters most until a budget is spent or nothing can be gained any more."""

import numpy as np

from ..problem import Ints
from .graph import GUESS, HIGH, LOW, ROOT, Graph

SHARE = 0.12  # of the states opened so far that are opened next, before values are carried back
PROVEN = 1e-9  # gap at the root, as a share of its cost, at which the optimum is had


def explore(graph: Graph, states: int, *, prove: bool = False, gap: float = PROVEN) -> None:
    """Open states until the graph holds so many, or the gap at the root is that share of its cost.

    Args:
        states: that the graph may hold; the root is opened in any case, since each of its steps is to be priced.
        prove: every other time open where the proven least is decided, not where the guess is: for a tighter bound.
    """
    if not graph.rows:
        _open(graph, np.array([ROOT]))
    turn = 0
    while graph.gap > gap * float(graph.values[ROOT, HIGH]):
        edge = graph.edge(LOW if prove and turn % 2 else GUESS)
        if not len(edge):
            edge = graph.edge(LOW)
        room = max(0, states - graph.size) // graph.slots
        if not room or not len(edge):
            break
        _open(graph, edge[: min(room, max(1, int(SHARE * graph.rows)))])
        turn += 1


def _open(graph: Graph, states: Ints) -> None:
    graph.open(states)
    graph.back_up()
