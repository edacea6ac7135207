"""Advice by a deadline: ever larger budgets while the time lasts, and the one that was reached is told.

A budget counts states, so that an advice replays identically wherever it is replayed; a deadline does not. The advice
that a deadline leaves therefore carries the budget that was reached: asked for again with that budget and no deadline,
it is the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .advice import Advice

FIRST, FACTOR = 500, 4  # states of the first budget, and how much larger each next one is


@dataclass(frozen=True)
class Deadline:
    """When an advice must be there.

    Attributes:
        clock: tells the time now, seconds from any moment; the caller's, so that nothing here looks at a clock.
        at: the latest moment, on that clock.
    """

    clock: Callable[[], float]
    at: float


def by(deadline: Deadline, advise: Callable[[int], Advice], budget: int) -> Advice:
    """The advice on the largest budget that the time allows, at most `budget`; on the first one in any case.

    A larger budget is begun only where it can be expected to end in time: it takes `FACTOR` times as long as the last.
    """
    *smaller, largest = budgets(budget)
    for states in smaller:
        start = deadline.clock()
        found = advise(states)
        now = deadline.clock()
        if now + FACTOR * (now - start) > deadline.at or found.solved:
            return found  # no time for more, or nothing left to gain
    return advise(largest)


def budgets(most: int) -> Iterator[int]:
    """The budgets that are tried, smallest first, `most` the last."""
    states = FIRST
    while states < most:
        yield states
        states *= FACTOR
    yield most
