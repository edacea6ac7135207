"""How cases end whose cause is in no base: nothing cures them, so they should be handed over before harm is done.

Two worlds stand for what nobody wrote down. In "usual" each fact gives the answers that it gives when nothing bears on
it: the trouble leaves no trace that the base knows. In "mixed" each answer is drawn from another fault of the family,
by their shares: every answer fits some fault, and together they fit none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tournevis.troubleshooting.model import OTHER, Model, usual_distribution
from tournevis.troubleshooting.problem import Array
from tournevis.troubleshooting.simulate import MAX_STEPS, Played, play
from tournevis.troubleshooting.strategy import Strategy

WORLDS = ("usual", "mixed")
# likelihood ratio of a family that the complaint does not speak of: three held-out complaints in four say more
OUTSIDE = 0.02


@dataclass(frozen=True)
class Unseen:
    """How a family's cases of unknown causes ended.

    Attributes:
        cases: how many, both worlds together.
        safe: share handed over, before the play is cut at `MAX_STEPS`, without a remedy of medium or high risk.
        careful: share handed over so without a remedy of any risk at all.
        steps: median to the hand-over.
        risky: the risky remedies that were tried, with how often.
    """

    cases: int
    safe: float
    careful: float
    steps: float
    risky: tuple[tuple[str, int], ...]


def complaint(model: Model, family: str) -> dict[str, float]:
    """Likelihood ratios of words that tell the family alone; the unknown cause is as likely in every family."""
    return {fault: 1.0 if model.base.family_of.get(fault) == family else OUTSIDE for fault in model.faults}


def unseen(strategy: Strategy, family: str, each: int, seed: int) -> Unseen:
    """Play `each` cases of an unknown cause in either world."""
    model, weights = strategy.model, complaint(strategy.model, family)
    played = []
    for number, world in enumerate(WORLDS):
        rng = np.random.default_rng([seed, number, *family.encode()])
        unlike = _world(model, family, world)
        played += [
            play(unlike, OTHER, rng, strategy.allowance, weights, strategy.budget, strategy=strategy)
            for _ in range(each)
        ]
    return _measured(model, played)


def _world(model: Model, family: str, world: str) -> Model:
    """The model with what its unknown cause answers replaced."""
    inside = [model.index[fault.id] for fault in model.base.families[family].faults]
    shares = model.prior[inside] / model.prior[inside].sum()
    likelihood = {}
    for fact, rows in model.likelihood.items():
        usual = usual_distribution(model.base, model.base.facts[fact])
        column: Array = usual if world == "usual" else rows[:, inside] @ shares
        likelihood[fact] = np.column_stack([rows[:, :-1], column])
    return replace(model, likelihood=likelihood)


def _measured(model: Model, played: Sequence[Played]) -> Unseen:
    risks = {remedy.id: remedy.risk.worst for remedy in model.base.remedies.values()}
    tried = sorted({remedy for case in played for remedy in case.risky})
    over = [case for case in played if case.steps < MAX_STEPS]
    return Unseen(
        cases=len(played),
        safe=sum(not case.risky for case in over) / len(played),
        careful=sum(all(risks[remedy] == "none" for remedy in case.tried) for case in over) / len(played),
        steps=float(np.median([case.steps for case in played])),
        risky=tuple((remedy, sum(remedy in case.risky for case in played)) for remedy in tried),
    )
