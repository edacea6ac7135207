"""Belief over the faults after what is known, by Bayes' rule under the single-fault assumption."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np

from .mistakes import SHARES, misheard
from .model import Model
from .outcomes import Gone, outcome, together, with_gone
from .problem import Array
from .state import Finding, State, Trial

SURPRISE = 0.5  # share of "other" above which no known fault explains the case


@dataclass(frozen=True)
class Evidence:
    """One thing that bears on the faults.

    Attributes:
        kind: words, answer, symptom or outcome.
        id: fact, symptom or remedy; "" for the words.
        value: the answer, "yes"/"no", or the verdict.
        likelihood: P(this | fault, what came before), up to a common factor, shape (faults,).
        position: of its event; -1 for what came before any.
    """

    kind: str
    id: str
    value: str
    likelihood: Array
    position: int = -1


def evidence(model: Model, state: State) -> Iterator[Evidence]:
    """Everything known that bears on the faults, in the order in which it came."""
    return _weighed(model, state, parts_gone(model, state))


def _weighed(model: Model, state: State, gone: tuple[Gone, ...]) -> Iterator[Evidence]:
    belief = model.prior
    items: list[Evidence | Trial] = [*_told(model, state, gone), *state.trials]
    for item in sorted(items, key=attrgetter("position")):
        found = _tried(model, item, belief, gone) if isinstance(item, Trial) else item
        if found is not None:
            belief = update(belief, found.likelihood)
            yield found


def _tried(model: Model, trial: Trial, belief: Array, gone: tuple[Gone, ...]) -> Evidence | None:
    row = outcome(model, trial, belief, gone)
    return None if row is None else Evidence("outcome", trial.remedy, trial.verdict, row, trial.position)


def parts_gone(model: Model, state: State) -> tuple[Gone, ...]:
    """The faults that remedies took away while others stayed, by what was believed each time."""
    gone: tuple[Gone, ...] = ()
    for trial in state.trials:
        if trial.verdict == "partly":
            repaired = _after(model, _weighed(model, before(state, trial), gone)) * together(model, trial)
            if repaired.sum() > 0:
                gone = (*gone, Gone(trial.position, repaired / repaired.sum()))
    return gone


def before(state: State, trial: Trial) -> State:
    """What was known when a remedy was tried."""
    findings = {fact: found for fact, found in state.findings.items() if found.position < trial.position}
    trials = [one for one in state.trials if one.position < trial.position]
    return replace(state, findings=findings, trials=trials, solved_by=None)


def _told(model: Model, state: State, gone: tuple[Gone, ...]) -> Iterator[Evidence]:
    """The words, the symptoms and the answers; a fault that is gone by now may be what they spoke of."""
    if state.weights:
        yield Evidence("words", "", "", with_gone(model.words(state.weights), gone, -1))
    for symptom, seen in state.symptoms.items():
        row = model.symptom[symptom]
        row = with_gone(row if seen else 1.0 - row, gone, -1)
        yield Evidence("symptom", symptom, "yes" if seen else "no", row)
    yield from _answers(model, state, gone)


def _answers(model: Model, state: State, gone: tuple[Gone, ...]) -> Iterator[Evidence]:
    """The answers, any of which may be mistaken; how often people are in this case is itself unknown.

    Under each fault the share of mistaken answers is weighed by how well it fits the answers so far, so that answers
    which contradict each other speak against each other less and less loudly. What a machine read is not mistaken.
    """
    joint = np.array(model.mistaken)[:, None] * np.ones(len(model.faults))
    for finding in _in_order(state):
        heard = joint * _heard(model, finding, gone)
        row = heard.sum(axis=0) / joint.sum(axis=0)
        yield Evidence("answer", finding.fact, finding.answer, row, finding.position)
        joint = heard


def _in_order(state: State) -> list[Finding]:
    return sorted(state.findings.values(), key=lambda finding: finding.position)


def _heard(model: Model, finding: Finding, gone: tuple[Gone, ...]) -> Array:
    """P(finding | share of mistakes, fault), shape (shares or 1, faults)."""
    row = with_gone(model.answer_row(finding.fact, finding.answer), gone, finding.position)[None, :]
    if finding.via.startswith("probe:"):
        return row
    return misheard(row, len(model.likelihood[finding.fact]), np.array(SHARES)[:, None])


def fit_of_shares(model: Model, state: State) -> Array:
    """P(the answers of a case | share of them that is mistaken) up to a common factor, shape (shares,)."""
    belief, gone = model.prior, parts_gone(model, state)
    for item in _weighed(model, state, gone):
        belief = belief if item.kind == "answer" else update(belief, item.likelihood)
    chance = np.ones((len(SHARES), len(belief)))
    for finding in _in_order(state):
        chance = chance * _heard(model, finding, gone)
    fit = chance @ belief
    return np.asarray(fit / fit.sum())


def update(belief: Array, likelihood: Array) -> Array:
    """Belief after one piece of evidence, shapes (faults,); nothing is ever quite ruled out."""
    weighed = belief * np.maximum(likelihood, 1e-9)
    result: Array = weighed / weighed.sum()
    return result


def believe(model: Model, state: State) -> Array:
    """P(fault | all that is known), shape (faults,), sums to 1.

    Source: Heckerman, Breese, Rommelse (1995), section 3.
    """
    return _after(model, evidence(model, state))


def _after(model: Model, items: Iterable[Evidence]) -> Array:
    belief = model.prior
    for item in items:
        belief = update(belief, item.likelihood)
    return belief


def contradicted(model: Model, belief: Array) -> bool:
    """Whether what was seen fits no known fault: the unknown cause is the likeliest by far."""
    return float(belief[model.index["other"]]) > SURPRISE


def decibans(model: Model, belief_before: Array, item: Evidence, fault: str) -> float:
    """Weight of one piece of evidence for a fault against all the others, in decibans (Good 1950).

    10 log10 of P(evidence | fault) over its mean chance under the other faults, weighed by the belief before it.
    """
    place = model.index[fault]
    others = np.delete(belief_before, place)
    if others.sum() <= 0:
        return 0.0
    against = float(np.delete(item.likelihood, place) @ others / others.sum())
    return float(10.0 * np.log10(max(item.likelihood[place], 1e-9) / max(against, 1e-9)))
