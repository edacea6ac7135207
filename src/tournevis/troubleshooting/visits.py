"""Which set-ups the open steps of a case share, as columns of the decision problem."""

from collections.abc import Sequence

import numpy as np

from .costs import level_price, setup_price
from .model import Model
from .openings import Allowance, OpenRemedy
from .packs.content import Way
from .problem import Bools, Setups
from .state import State

REACH = "level:on_site"  # reaching somebody who goes there: paid with the first visit


def shared(
    model: Model, remedies: Sequence[OpenRemedy], ways: Sequence[Way], state: State, allowance: Allowance
) -> Setups | None:
    """The set-ups that cost something and that at least two of these steps need; None where there is none."""
    stands = allowance.here.standing(state.standing)
    asks = [frozenset({way.needs} if way.needs else ()) - stands for way in ways]
    needs = [*map(_needs, remedies), *asks]
    columns: dict[tuple[bool, tuple[bool, ...]], float] = {}
    for name in sorted(frozenset().union(*needs)):
        price, who = _price(model, name, allowance), tuple(name in need for need in needs)
        if price > 0 and sum(who) > 1:
            # set-ups that the same steps need are one
            place = name not in model.base.scales.passing, who
            columns[place] = columns.get(place, 0.0) + price
    if not columns:
        return None
    rows: Bools = np.array([who for _, who in columns], dtype=bool).T
    lasting = np.array([lasts for lasts, _ in columns])
    return Setups(np.array(list(columns.values())), lasting, rows[: len(remedies)], rows[len(remedies) :])


def _needs(item: OpenRemedy) -> frozenset[str]:
    reach = {REACH} if item.remedy.by == "on_site" and "on_site" in item.needs else set()
    return item.needs | reach


def _price(model: Model, name: str, allowance: Allowance) -> float:
    if name == REACH:
        return level_price(model.base, "on_site", allowance.here)
    return setup_price(model.base, name, allowance.here)
