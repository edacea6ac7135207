"""The whole base as one decision problem, nothing left out: what a proven bound on a base must look at."""

import numpy as np

from .costs import level_price, setup_price
from .model import Model, remedy_cost, way_cost
from .problem import Problem, Setups
from .structure.relax import relaxed
from .visits import REACH


def whole(model: Model) -> Problem:
    """The problem at the start of a case, before anything is known: every remedy and every fact by its cheapest way.

    A set-up that many remedies need is shared out among them, so that no strategy costs less than it does here, however
    much it does in one visit.
    """
    base, (remedies, success) = model.base, model.cures
    asked = [min(way_cost(base, way) for way in base.facts[fact].ways) for fact in model.likelihood]
    return relaxed(
        Problem(
            belief=model.prior,
            action_cost=np.array([remedy_cost(base, base.remedies[remedy]) for remedy in remedies]),
            success=success,
            question_cost=np.array(asked, dtype=float),
            answers=tuple(model.likelihood.values()),
            escalation=base.scales.escalation,
            setups=_setups(model, remedies),
        )
    )


def _setups(model: Model, remedies: tuple[str, ...]) -> Setups:
    """Every set-up of the base, and reaching somebody who goes there."""
    base, names = model.base, [*model.base.scales.setups, REACH]
    needs = [{*base.remedies[one].setups, *([REACH] if base.remedies[one].by == "on_site" else [])} for one in remedies]
    return Setups(
        cost=np.array([level_price(base, "on_site") if name == REACH else setup_price(base, name) for name in names]),
        lasting=np.array([name not in base.scales.passing for name in names]),
        actions=np.array([[name in need for name in names] for need in needs], dtype=bool).reshape(-1, len(names)),
        questions=np.zeros((len(model.likelihood), len(names)), dtype=bool),
    )
