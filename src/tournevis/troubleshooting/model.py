"""The base as numbers: priors, likelihoods, success rates and costs in arrays over the faults."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .costs import ANYHOW, Circumstances, remedy_price, way_price
from .mistakes import FIRST
from .packs import Base, Fact, Remedy
from .packs.content import Way
from .problem import Array, Ints

OTHER = "other"
FLOOR = 0.004  # no answer is ever quite impossible
SYMPTOM_BASE = 0.03  # chance that a symptom is noticed with a fault that does not show it


@dataclass(frozen=True)
class Model:
    """Numbers of a base.

    Attributes:
        faults: ids, the last is "other": the cause that the base does not know.
        prior: shape (faults,), sums to 1.
        likelihood: fact id -> P(answer | fault), shape (answers, faults); columns sum to 1.
        symptom: symptom id -> P(noticed | fault), shape (faults,).
        success: remedy id -> P(the trouble is gone | fault), shape (faults,).
        hides: remedy id -> P(the trouble only seems gone | fault, not repaired), for those that may hide any.
        causes: remedy id -> P(it brings the fault about), for those that may cause any.
        mistaken: chance that a case has each share of mistaken answers (`mistakes.SHARES`), sums to 1.
        hope: success to plan with where it is not `success`, remedy id -> shape (faults,): what is little known is so
            tried sooner, while the belief stays with what is known.
        counts: name of the counts that the numbers were learnt from; "" for the authors' own.
    """

    base: Base
    faults: tuple[str, ...]
    prior: Array
    likelihood: Mapping[str, Array]
    symptom: Mapping[str, Array]
    success: Mapping[str, Array]
    hides: Mapping[str, Array] = field(default_factory=dict)
    causes: Mapping[str, Array] = field(default_factory=dict)
    mistaken: tuple[float, ...] = FIRST
    hope: Mapping[str, Array] = field(default_factory=dict)
    counts: str = ""

    @cached_property
    def index(self) -> dict[str, int]:
        """Fault id -> its place in the arrays."""
        return {fault: place for place, fault in enumerate(self.faults)}

    @cached_property
    def contained(self) -> dict[str, tuple[int, ...]]:
        """Containment id -> places of the faults that list it."""
        found: dict[str, list[int]] = {}
        for fault in self.base.faults.values():
            for use in fault.remedies:
                if self.base.remedies[use.use].kind == "containment":
                    found.setdefault(use.use, []).append(self.index[fault.id])
        return {remedy: tuple(places) for remedy, places in found.items()}

    @cached_property
    def cures(self) -> tuple[tuple[str, ...], Array]:
        """Remedy ids, and P(the trouble is gone | fault) of each, shape (remedies, faults)."""
        ids = tuple(self.success)
        return ids, np.array([self.success[remedy] for remedy in ids]).reshape(len(ids), len(self.faults))

    @cached_property
    def hopes(self) -> tuple[tuple[str, ...], Array]:
        """As `cures`, with the success to plan with."""
        ids, success = self.cures
        return ids, np.array([self.hoped(remedy) for remedy in ids]).reshape(success.shape) if self.hope else success

    def hoped(self, remedy: str) -> Array:
        """P(the trouble is gone | fault) to plan with, shape (faults,)."""
        return self.hope.get(remedy, self.success[remedy])

    @cached_property
    def answers(self) -> tuple[tuple[str, ...], Array, Ints]:
        """Fact ids, all their rows P(answer | fault) stacked, and the first row of each fact."""
        ids = tuple(self.likelihood)
        sizes = [len(self.likelihood[fact]) for fact in ids]
        rows = np.concatenate([self.likelihood[fact] for fact in ids]) if ids else np.empty((0, len(self.faults)))
        return ids, rows, np.cumsum([0, *sizes[:-1]])

    def way_costs(self, standing: frozenset[str], here: Circumstances = ANYHOW) -> Callable[[Way], float]:
        """What each way to a fact costs where these set-ups stand; each counted once for a model."""
        known = self._way_costs.setdefault((standing, here), {})

        def price(way: Way) -> float:
            found = known.get(id(way))
            if found is None:  # the way is kept beside its cost, so that no other ever takes its number
                found = known[id(way)] = way, way_cost(self.base, way, standing, here)
            return found[1]

        return price

    @cached_property
    def _way_costs(self) -> dict[tuple[frozenset[str], Circumstances], dict[int, tuple[Way, float]]]:
        return {}

    def words(self, weights: Mapping[str, float]) -> Array:
        """The likelihood ratios of a complaint's words, shape (faults,); kept until another complaint comes."""
        for known, row in self._last_words:
            if known == weights:
                return row
        row = np.array([max(float(weights.get(fault, 1.0)), 1e-6) for fault in self.faults])
        self._last_words[:] = [(dict(weights), row)]
        return row

    @cached_property
    def _last_words(self) -> list[tuple[dict[str, float], Array]]:
        return []

    @cached_property
    def least_costs(self) -> Array:
        """What getting each fact of `answers` costs at least, whatever the case; minutes' worth, shape (facts,)."""
        standing = frozenset(self.base.scales.setups)
        ways = (self.base.facts[fact].ways for fact in self.answers[0])
        return np.array([min((way_cost(self.base, way, standing) for way in some), default=0.0) for some in ways])

    @cached_property
    def least_remedy_costs(self) -> Array:
        """What each remedy of `cures` costs at least, whatever the case; minutes' worth, shape (remedies,)."""
        standing = frozenset(self.base.scales.setups) | {"on_site"}
        remedies = self.base.remedies
        return np.array([max(remedy_cost(self.base, remedies[one], standing), 0.01) for one in self.cures[0]])

    @cached_property
    def harm(self) -> dict[str, float]:
        """Remedy id -> what repairing the faults that it may bring about costs on the mean, minutes' worth."""
        return {remedy: float(chances @ self._mending) for remedy, chances in self.causes.items()}

    @cached_property
    def _mending(self) -> Array:
        """The least that repairing each known fault costs per success, at most a hand-over, shape (faults,)."""
        ids, success = self.cures
        cost = np.array([remedy_cost(self.base, self.base.remedies[remedy]) for remedy in ids])
        per_success = cost[:, None] / np.maximum(success, 1e-9)
        return np.asarray(np.minimum(per_success.min(axis=0), self.base.scales.escalation))

    def answer_row(self, fact: str, answer: str) -> Array:
        """P(answer | fault) of one answer, shape (faults,)."""
        ids = [a.id for a in self.base.facts[fact].answers]
        row: Array = self.likelihood[fact][ids.index(answer)]
        return row


def compile_model(base: Base) -> Model:
    """The arrays of a base; pure, about a millisecond for each ten faults."""
    faults = (*base.faults, OTHER)
    return Model(
        base=base,
        faults=faults,
        prior=_prior(base, faults),
        likelihood=_likelihoods(base, faults),
        symptom={symptom: _symptom(base, symptom, faults) for symptom in base.symptoms},
        success=_successes(base, faults),
        hides={r.id: _chances(base, faults, r.hides) for r in base.remedies.values() if r.hides},
        causes={r.id: _chances(base, faults, r.causes) for r in base.remedies.values() if r.causes},
    )


def _chances(base: Base, faults: tuple[str, ...], words: Mapping[str, str]) -> Array:
    """The number behind each fault's word, none where it has no word, shape (faults,)."""
    return np.array([base.scales.likelihoods[words[fault]] if fault in words else 0.0 for fault in faults])


def _prior(base: Base, faults: tuple[str, ...]) -> Array:
    weights = np.array([base.families[base.family_of[f]].share_percent * base.faults[f].share for f in faults[:-1]])
    known = weights / weights.sum() * (1 - base.scales.other_share)
    return np.append(known, base.scales.other_share)


def _spread(fact: Fact, wanted: Mapping[str, float], rest: Array) -> Array:
    """A distribution that gives each wanted answer its number and shares what is left as `rest` does."""
    ids = [answer.id for answer in fact.answers]
    named = np.array([wanted.get(answer, -1.0) for answer in ids])
    free = named < 0
    given = np.where(free, 0.0, named)
    left = max(0.0, 1.0 - given.sum())
    share = np.where(free, rest, 0.0)
    if share.sum() > 0:
        share = share / share.sum() * left
    full = np.maximum(given + share, FLOOR)
    result: Array = full / full.sum()
    return result


def usual_distribution(base: Base, fact: Fact) -> Array:
    """P(answer) where nothing bears on the fact, shape (answers,)."""
    flat = np.full(len(fact.answers), 1.0 / len(fact.answers))
    if fact.usual is None:
        return flat
    if isinstance(fact.usual, str):
        return _spread(fact, {fact.usual: base.scales.usual_answer}, flat)
    return _spread(fact, {answer: base.scales.likelihoods[word] for answer, word in fact.usual.items()}, flat)


def _likelihoods(base: Base, faults: tuple[str, ...]) -> dict[str, Array]:
    """P(answer | fault) of each fact: the usual distribution, but where a fault expects another."""
    usual = {fact.id: usual_distribution(base, fact) for fact in base.facts.values()}
    columns = {fact: np.repeat(row[:, None], len(faults), axis=1) for fact, row in usual.items()}
    for place, fault in enumerate(faults[:-1]):
        for fact, wanted in base.faults[fault].expects.items():
            words = {wanted: "nearly_always"} if isinstance(wanted, str) else wanted
            numbers = {answer: base.scales.likelihoods[word] for answer, word in words.items()}
            columns[fact][:, place] = _spread(base.facts[fact], numbers, usual[fact])
    for fact, row in usual.items():
        # a cause that nobody has written down may answer anything: half usual, half anything
        columns[fact][:, -1] = 0.5 * row + 0.5 / len(row)
    return columns


def _symptom(base: Base, symptom: str, faults: tuple[str, ...]) -> Array:
    words = (base.faults[fault].shows.get(symptom) for fault in faults[:-1])
    known = [base.scales.likelihoods[word] if word else SYMPTOM_BASE for word in words]
    return np.array([*known, 2 * SYMPTOM_BASE])


def _successes(base: Base, faults: tuple[str, ...]) -> dict[str, Array]:
    """done right x conditions hold x cures (Skaanning 2000); a containment alone never ends the trouble."""
    words = base.scales.likelihoods
    chances = {remedy: np.zeros(len(faults)) for remedy in base.remedies}
    for place, fault in enumerate(faults[:-1]):
        for use in base.faults[fault].remedies:
            remedy = base.remedies[use.use]
            if remedy.kind != "containment":
                chances[use.use][place] = words[remedy.done_right] * words[remedy.holds] * words[use.cures]
    return chances


def way_cost(base: Base, way: Way, standing: frozenset[str] = frozenset(), here: Circumstances = ANYHOW) -> float:
    """What getting a fact this way costs, in minutes' worth; a set-up that stands already costs nothing."""
    return way_price(base, way, standing, here).total


def remedy_cost(
    base: Base, remedy: Remedy, standing: frozenset[str] = frozenset(), here: Circumstances = ANYHOW
) -> float:
    """What trying a remedy costs, in minutes' worth: all kinds together, set-ups not yet standing included."""
    return remedy_price(base, remedy, standing, here).total
