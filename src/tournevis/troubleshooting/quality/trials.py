"""What simulated cases tell of a base: how soon each fault's own remedy comes, and what no case ever reaches.

The complaint is simulated too: it tells the field (another family stays as likely as `OUTSIDE`), and one symptom among
those that the fault shows. Each fault gets as many cases as the others and is weighed by its share afterwards: the same
figures as drawing faults by prior, with a smaller spread.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tournevis.troubleshooting.model import Model
from tournevis.troubleshooting.openings import Allowance
from tournevis.troubleshooting.planner import unbounded
from tournevis.troubleshooting.problem import Array
from tournevis.troubleshooting.simulate import MAX_STEPS, Played, noticed, play
from tournevis.troubleshooting.strategy import Strategy

from .neighbours import Neighbour, nearest
from .reading import ease
from .rules import LANGUAGES, LEAST_APART
from .unseen import Unseen, complaint, unseen

RARE = 2.0  # percent of its family below which a fault is reported apart
BUDGET = 4_000  # states looked at for one decision
LEAST_CASES = 3
UNSEEN = 50  # one case of an unknown cause, in each of its worlds, for so many of known ones; at least LEAST_CASES


@dataclass(frozen=True)
class Spread:
    """Quantiles of a figure: 10th percentile, median, 90th percentile; zeros where there is nothing."""

    low: float
    median: float
    high: float


@dataclass(frozen=True)
class FaultMeasure:
    """How the cases of one fault went.

    Attributes:
        steps: before its own remedy, one a case; `MAX_STEPS` where that never came.
        first_two: share of cases with its remedy in the first two proposed.
    """

    fault: str
    share: float
    steps: tuple[int, ...]
    first_two: float

    @property
    def rare(self) -> bool:
        """Whether it is reported apart."""
        return self.share < RARE


@dataclass(frozen=True)
class Group:
    """Figures of several faults together, weighed by their shares; `first_two` is None where there is no fault."""

    faults: int
    steps: Spread
    first_two: float | None


@dataclass(frozen=True)
class FamilyMeasure:
    """What is known of a family.

    Attributes:
        common, rare: its faults of at least and of less than `RARE` percent.
        not_apart: faults that no finding tells from their nearest neighbour.
        unreached: facts that its faults speak of, and remedies that they use, that no case came to.
        reading: language -> LIX of its plain explanations.
        without_symptom: faults that show none.
        unseen: how cases end whose cause is not in the base.
    """

    family: str
    remedies: int
    facts: int
    faults: tuple[FaultMeasure, ...]
    common: Group
    rare: Group
    not_apart: tuple[Neighbour, ...]
    unreached_facts: tuple[str, ...]
    unreached_remedies: tuple[str, ...]
    reading: Mapping[str, Spread]
    without_symptom: tuple[str, ...]
    unseen: Unseen


@dataclass(frozen=True)
class Measures:
    """The families measured, all their cases together, and the symptoms that no fault of the base shows."""

    version: str
    cases: int
    families: tuple[FamilyMeasure, ...]
    common: Group
    rare: Group
    unused_symptoms: tuple[str, ...]


def measure(model: Model, families: Sequence[str], cases: int, seed: int = 0) -> Measures:
    """The measures of some families of a base.

    Args:
        cases: simulated for each family, shared out evenly over its faults, at least `LEAST_CASES` each.
    """
    near = nearest(model)
    strategy = Strategy(model, Allowance(reader_probes=True), BUDGET, unbounded)
    played = {family: _play(strategy, family, cases, seed) for family in families}
    reached = {step.id for step in strategy.steps.values()}
    unknown = {family: unseen(strategy, family, max(LEAST_CASES, cases // UNSEEN), seed) for family in families}
    found = tuple(_family(model, family, played[family], unknown[family], near, reached) for family in families)
    weighed = [(fault, _weight(model, family.family)) for family in found for fault in family.faults]
    shown = {symptom for fault in model.base.faults.values() for symptom in fault.shows}
    return Measures(
        version=model.base.version,
        cases=sum(len(fault.steps) for fault, _ in weighed),
        families=found,
        common=_group([pair for pair in weighed if not pair[0].rare]),
        rare=_group([pair for pair in weighed if pair[0].rare]),
        unused_symptoms=tuple(sorted(set(model.base.symptoms) - shown)),
    )


def _play(strategy: Strategy, family: str, cases: int, seed: int) -> dict[str, list[Played]]:
    model, faults = strategy.model, strategy.model.base.families[family].faults
    weights = complaint(model, family)
    each = max(LEAST_CASES, round(cases / len(faults)))
    found: dict[str, list[Played]] = {}
    for fault in faults:
        rng = np.random.default_rng([seed, *fault.id.encode()])
        found[fault.id] = [
            play(
                model,
                fault.id,
                rng,
                strategy.allowance,
                weights,
                strategy.budget,
                noticed(model, fault.id, rng),
                strategy,
                to_own=case >= LEAST_CASES,  # the first ones go on, so that what comes after is reached as well
            )
            for case in range(each)
        ]
    return found


def _family(
    model: Model,
    family: str,
    played: Mapping[str, list[Played]],
    unknown: Unseen,
    near: Mapping[str, Neighbour],
    reached: set[str],
) -> FamilyMeasure:
    faults = model.base.families[family].faults
    facts = {fact for fault in faults for fact in fault.expects}
    remedies = {use.use for fault in faults for use in fault.remedies}
    measured = tuple(_fault(model, fault.id, fault.share, played[fault.id]) for fault in faults)
    texts = {tongue: [ease(fault.explain.plain[tongue]).lix for fault in faults] for tongue in LANGUAGES}
    return FamilyMeasure(
        family=family,
        remedies=len(remedies),
        facts=len(facts),
        faults=measured,
        common=_group([(fault, 1.0) for fault in measured if not fault.rare]),
        rare=_group([(fault, 1.0) for fault in measured if fault.rare]),
        not_apart=tuple(n for f in faults if (n := near.get(f.id)) and n.apart < LEAST_APART),
        unreached_facts=tuple(sorted(facts - reached)),
        unreached_remedies=tuple(sorted(remedies - reached)),
        reading={tongue: _spread(np.array(values), np.ones(len(values))) for tongue, values in texts.items()},
        without_symptom=tuple(fault.id for fault in faults if not fault.shows),
        unseen=unknown,
    )


def _fault(model: Model, fault: str, share: float, played: list[Played]) -> FaultMeasure:
    steps = tuple(MAX_STEPS if case.reached is None else case.reached for case in played)
    first = [(case.own_remedy_rank(model) or MAX_STEPS) <= 2 for case in played]
    return FaultMeasure(fault, share, steps, sum(first) / len(first))


def _weight(model: Model, family: str) -> float:
    return model.base.families[family].share_percent


def _group(faults: Sequence[tuple[FaultMeasure, float]]) -> Group:
    """Faults together, each with the weight of its family."""
    if not faults:
        return Group(0, Spread(0, 0, 0), None)
    pairs = np.array(list(_weighed_steps(faults)))
    shares = np.array([fault.share * weight for fault, weight in faults])
    first = float(np.array([fault.first_two for fault, _ in faults]) @ shares / shares.sum())
    return Group(len(faults), _spread(pairs[:, 0], pairs[:, 1]), first)


def _weighed_steps(faults: Sequence[tuple[FaultMeasure, float]]) -> Iterator[tuple[float, float]]:
    for fault, weight in faults:
        yield from ((float(steps), fault.share * weight / len(fault.steps)) for steps in fault.steps)


def _spread(values: Array, weights: Array) -> Spread:
    order = np.argsort(values, kind="stable")
    mass = np.cumsum(weights[order]) / weights.sum()
    places = np.minimum(np.searchsorted(mass, [0.1, 0.5, 0.9]), len(values) - 1)
    return Spread(*(float(value) for value in values[order][places]))
