"""The floor of a set of games: what the best strategy needs that knows the set, and no answer is mistaken.

Such a strategy writes only what is certain to be needed. It knows which combinations of faults there are and that each
is as likely as the others, which a player does not; so it is a floor for him, and not always within his reach.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from .optimum import Optimum
from .repairs import Repairs
from .worlds import Rows, Worlds


def rows_of(worlds: Worlds, cases: Iterable[Sequence[str]]) -> Rows:
    """The world of each case, given as names of kinds of fault; parts that none of them touches are as at the start."""
    game, rows = worlds.game, []
    for kinds in cases:
        row = worlds.start[0][0].copy()  # the good world comes first
        for kind in kinds:
            for part, (state, *_) in game.kinds[kind].items():
                if part in worlds.place:
                    row[worlds.place[part]] = game.values(part).index(state)
        rows.append(row)
    return np.array(rows, dtype=np.int8).reshape(len(rows), len(worlds.parts))


def floor(worlds: Worlds, cases: Iterable[Sequence[str]], proof: bool) -> float:
    """Mean calls of the best strategy over the cases.

    Args:
        proof: the goal must have been shown at the end, not only follow from what is known.

    Raises:
        TooLarge: too many sets of worlds for an exact answer.
    """
    rows = rows_of(worlds, cases)
    return Optimum(worlds, Repairs(worlds), proof).calls(rows, np.full(len(rows), 1.0 / len(rows)))


def causes_known(worlds: Worlds, cases: Iterable[Sequence[str]]) -> float:
    """Mean calls when the causes are known: the writes, the reads that they cannot do without, or handing over."""
    repairs = Repairs(worlds)
    masks, mendable = repairs.masks(rows_of(worlds, cases))
    return float(np.where(mendable, repairs.cost(masks), 1.0).mean())
