"""Set-ups as bits: which are needed, which stand, and what opening the missing ones costs."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ..problem import Array, Bools, Ints, Problem, Setups

MOST_IN_A_ROW = 3  # repairs done in a row before one test; more is hardly ever better


@dataclass(frozen=True)
class Group:
    """Actions done in a row, tested once at the end; nearly always a single one.

    Attributes:
        actions: their places, the most efficient first.
        mask: the same as bits.
        need: bits of the set-ups that they need together.
        cost: of the actions without their set-ups, minutes' worth.
    """

    actions: tuple[int, ...]
    mask: int
    need: int
    cost: float


def setups_of(problem: Problem) -> Setups:
    """The set-ups of a problem; none at all where its steps share nothing."""
    if problem.setups is not None:
        return problem.setups
    rows = len(problem.action_cost), len(problem.question_cost)
    return Setups(np.empty(0), np.empty(0, bool), *(np.empty((count, 0), bool) for count in rows))


def bits(rows: Bools) -> Ints:
    """Each row of flags as one number, its first flag the lowest bit."""
    return np.asarray(rows @ (1 << np.arange(rows.shape[-1], dtype=np.int64)), dtype=np.int64)


def prices(setups: Setups) -> Array:
    """What opening each set of set-ups costs, indexed by its bits."""
    table = np.zeros(1)
    for cost in setups.cost:
        table = np.concatenate([table, table + cost])
    return table


def groups(problem: Problem, most: int = MOST_IN_A_ROW) -> list[Group]:
    """Every action alone, then every row of up to `most` actions that one test can end."""
    setups = setups_of(problem)
    need = bits(setups.actions)
    passing = int(bits(~setups.lasting[None])[0])
    own, _ = problem.own_costs()
    order = np.argsort(-(problem.success @ problem.belief) / problem.action_cost, kind="stable").tolist()
    found = [_group(own, need, (a,)) for a in range(len(own))]
    for size in range(2, most + 1):
        rows = combinations([a for a in order if need[a] & passing], size)
        found += [_group(own, need, row) for row in rows if _one_test([int(need[a]) & passing for a in row])]
    return found


def _one_test(tests: list[int]) -> bool:
    """Whether each of them shares a test with another: else it would be tested at once, for nothing more."""
    together = 0
    for place, test in enumerate(tests):
        others = [other for n, other in enumerate(tests) if n != place]
        together += any(test & other for other in others)
    return together == len(tests)


def _group(own: Array, need: Ints, chosen: tuple[int, ...]) -> Group:
    mask = sum(1 << a for a in chosen)
    needs = int(np.bitwise_or.reduce(need[list(chosen)])) if len(need) else 0
    return Group(chosen, mask, needs, float(own[list(chosen)].sum()))
