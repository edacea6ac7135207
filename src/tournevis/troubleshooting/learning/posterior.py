"""Posteriors over the authored values: Dirichlet for priors and answers, Beta for success, scope within scope.

Each scope's estimate is the prior of the next narrower one, so that a machine model or an organisation with few cases
stays near the whole, and the whole near what the authors wrote (empirical Bayes shrinkage; Gelman et al. 2013, ch. 5).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from tournevis.troubleshooting.mistakes import habit
from tournevis.troubleshooting.model import Model
from tournevis.troubleshooting.openings import RISKS
from tournevis.troubleshooting.packs.content import RiskWord
from tournevis.troubleshooting.problem import Array

from .counts import WHOLE, Tally


@dataclass(frozen=True)
class Strength:
    """How many cases an estimate is worth before the first case of a scope (equivalent sample size).

    Attributes:
        causes: cases of any cause behind the priors.
        answers, success: cases of one fault behind its answers and behind a remedy's success.
    """

    causes: float
    answers: float
    success: float


AUTHORED = Strength(causes=30.0, answers=10.0, success=8.0)
WIDER = Strength(causes=60.0, answers=30.0, success=20.0)
CURIOSITY = 0.25  # standard deviations of hope for a remedy that is little known
SUREST = 0.99


def learn(model: Model, counts: Mapping[str, Tally], scopes: tuple[str, ...] = ()) -> Model:
    """The model as the counts correct it, for a case of those scopes (from wide to narrow).

    Which remedy may help which fault is the authors' word: a success that they ruled out stays ruled out.
    """
    for scope in (WHOLE, *scopes):
        if scope in counts:
            model = _corrected(model, counts[scope], AUTHORED if scope == WHOLE else WIDER)
    # of the whole alone: its cases are in the narrower scopes again
    return replace(model, mistaken=habit(counts[WHOLE].mistakes)) if WHOLE in counts else model


def _corrected(model: Model, tally: Tally, strength: Strength) -> Model:
    prior = model.prior * strength.causes + tally.causes
    likelihood = dict(model.likelihood)
    for fact, seen in tally.answers.items():
        rows = likelihood[fact] * strength.answers + seen
        rows[:, -1] = likelihood[fact][:, -1]  # the unknown cause is no one cause: it has no signs of its own
        likelihood[fact] = rows / rows.sum(axis=0)
    success = dict(model.success)
    for remedy in tally.worked.keys() | tally.failed.keys():
        success[remedy] = _beta(success[remedy], tally, remedy, strength)[0]
    return replace(model, prior=prior / prior.sum(), likelihood=likelihood, success=success)


def _beta(authored: Array, tally: Tally, remedy: str, strength: Strength) -> tuple[Array, Array]:
    """Mean of a remedy's success for each fault, and the cases behind it; shapes (faults,)."""
    worked = tally.worked.get(remedy, np.zeros(len(authored)))
    cases = strength.success + worked + tally.failed.get(remedy, 0.0)
    mean = np.where(authored > 0, (strength.success * authored + worked) / cases, 0.0)
    return np.minimum(mean, SUREST), cases


def most_moved(scopes: int) -> float:
    """The most that a single note, true or false, can move the success of any remedy for any fault.

    Each level's mean moves at most by (1 + strength x move of the wider level) / (strength + 1).
    """
    move = 1.0 / (AUTHORED.success + 1.0)
    for _ in range(scopes):
        move = (1.0 + WIDER.success * move) / (WIDER.success + 1.0)
    return move


def explored(
    model: Model,
    counts: Mapping[str, Tally],
    scopes: tuple[str, ...] = (),
    curiosity: float = CURIOSITY,
    risk: RiskWord = "low",
) -> Model:
    """The model to plan with: hope for remedies that were seldom tried, so that a better one is found out.

    Optimism instead of chance: the success of each remedy within the risk bound is its mean and `curiosity` standard
    deviations of its Beta posterior. The same counts give the same advice.

    Args:
        risk: the worst risk that may be taken to learn something.
    """
    learnt, success = learn(model, counts, scopes), {}
    for remedy, mean in learnt.success.items():
        if RISKS.index(model.base.remedies[remedy].risk.worst) > RISKS.index(risk):
            success[remedy] = mean
            continue
        cases = AUTHORED.success + sum(_tried(counts[scope], remedy) for scope in (WHOLE, *scopes) if scope in counts)
        spread = np.sqrt(mean * (1.0 - mean) / (cases + 1.0))
        success[remedy] = np.minimum(mean + curiosity * spread, SUREST)
    return replace(learnt, success=success)


def _tried(tally: Tally, remedy: str) -> Array | float:
    return tally.worked.get(remedy, 0.0) + tally.failed.get(remedy, 0.0)
