"""The whole base as one decision problem, nothing left out: what a proven bound on a base must look at."""

import numpy as np

from .model import Model, remedy_cost, way_cost
from .problem import Problem


def whole(model: Model) -> Problem:
    """The problem at the start of a case, before anything is known: every remedy and every fact by its cheapest way."""
    base, (remedies, success) = model.base, model.cures
    asked = [min(way_cost(base, way) for way in base.facts[fact].ways) for fact in model.likelihood]
    return Problem(
        belief=model.prior,
        action_cost=np.array([remedy_cost(base, base.remedies[remedy]) for remedy in remedies]),
        success=success,
        question_cost=np.array(asked, dtype=float),
        answers=tuple(model.likelihood.values()),
        escalation=base.scales.escalation,
    )
