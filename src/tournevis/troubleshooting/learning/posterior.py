"""Posteriors over the authored values: Beta for each chance, scope within scope.

Each scope's estimate is the prior of the next narrower one, so that a machine model or an organisation with few cases
stays near the whole, and the whole near what the authors wrote (empirical Bayes shrinkage; Gelman et al. 2013, ch. 5).
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from tournevis.troubleshooting.mistakes import habit
from tournevis.troubleshooting.model import Model
from tournevis.troubleshooting.openings import RISKS
from tournevis.troubleshooting.packs.content import RiskWord
from tournevis.troubleshooting.problem import Array

from .counts import WHOLE, Tally
from .signs import signs
from .spread import spread
from .strength import WIDER, WIDEST, worth

CURIOSITY = 0.5  # standard deviations of hope for a remedy that is little known
SUREST = 0.99


def learn(model: Model, counts: Mapping[str, Tally], scopes: tuple[str, ...] = ()) -> Model:
    """The model as the counts correct it, for a case of those scopes (from wide to narrow).

    Which remedy may help which fault is the authors' word: a success that they ruled out stays ruled out.
    """
    if WHOLE not in counts:
        return model
    learnt = _of_the_whole(model, counts[WHOLE])
    for scope in scopes:
        if scope in counts:
            learnt = _narrowed(learnt, counts[scope])
    # of the whole alone: its cases are in the narrower scopes again
    return replace(learnt, mistaken=habit(counts[WHOLE].mistakes))


def _of_the_whole(model: Model, tally: Tally) -> Model:
    cases = np.full(len(model.prior), tally.causes.sum())
    wide = spread(model.prior, tally.causes, cases)
    prior = _mean(model.prior, worth(model.prior, wide), tally.causes, cases)
    likelihood = {**model.likelihood, **signs(model, tally.answers)}
    return _with(model, prior, likelihood, _successes(model, tally))


def _narrowed(model: Model, tally: Tally) -> Model:
    prior = model.prior * WIDER.causes + tally.causes
    likelihood = dict(model.likelihood)
    for fact, seen in tally.answers.items():
        rows = likelihood[fact] * WIDER.answers + seen
        rows[:, -1] = likelihood[fact][:, -1]  # the unknown cause is no one cause: it has no signs of its own
        likelihood[fact] = rows / rows.sum(axis=0)
    return _with(model, prior, likelihood, _successes(model, tally, WIDER.success))


def _with(model: Model, prior: Array, likelihood: Mapping[str, Array], success: Mapping[str, Array]) -> Model:
    return replace(model, prior=prior / prior.sum(), likelihood=likelihood, success={**model.success, **success})


def _mean(before: Array, strength: Array | float, seen: Array, cases: Array | float) -> Array:
    return np.asarray((strength * before + seen) / (strength + cases))


def _successes(model: Model, tally: Tally, strength: float | None = None) -> dict[str, Array]:
    """Mean success of each remedy that was tried; by default over the authored one and what that is worth."""
    tried = sorted(tally.worked.keys() | tally.failed.keys())
    wide = min(_spread_of_success(model, tally, tried), WIDEST) if tried and strength is None else 0.0
    found = {}
    for remedy in tried:
        before = model.success[remedy]
        behind = worth(before, wide) if strength is None else strength
        mean = _mean(before, behind, np.asarray(tally.worked.get(remedy, 0.0)), tally.tried(remedy))
        found[remedy] = np.where(before > 0, np.minimum(mean, SUREST), 0.0)
    return found


def _spread_of_success(model: Model, tally: Tally, tried: list[str]) -> float:
    chance = np.stack([model.success[remedy] for remedy in tried])
    worked = np.stack([tally.worked.get(remedy, np.zeros(len(model.faults))) for remedy in tried])
    cases = np.stack([np.asarray(tally.tried(remedy)) for remedy in tried])
    helps = chance > 0
    return spread(chance[helps], worked[helps], cases[helps])


def explored(
    model: Model,
    counts: Mapping[str, Tally],
    scopes: tuple[str, ...] = (),
    curiosity: float = CURIOSITY,
    risk: RiskWord = "low",
) -> Model:
    """The learnt model with hope for remedies that were seldom tried, so that a better one is found out.

    Optimism instead of chance: the hope of each remedy within the risk bound is its mean and `curiosity` standard
    deviations of its Beta posterior. The same counts give the same advice.

    Args:
        risk: the worst risk that may be taken to learn something.
    """
    learnt, hope = learn(model, counts, scopes), {}
    for remedy, mean in learnt.success.items():
        if RISKS.index(model.base.remedies[remedy].risk.worst) <= RISKS.index(risk):
            cases = worth(model.success[remedy], WIDEST) + sum(
                counts[scope].tried(remedy) for scope in (WHOLE, *scopes) if scope in counts
            )
            hope[remedy] = np.minimum(mean + curiosity * np.sqrt(mean * (1.0 - mean) / (cases + 1.0)), SUREST)
    return replace(learnt, hope=hope)
