"""Belief over the faults after what is known, by Bayes' rule under the single-fault assumption."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .mistakes import SHARES, misheard
from .model import Model
from .problem import Array
from .state import Finding, State

SURPRISE = 0.5  # share of "other" above which no known fault explains the case


@dataclass(frozen=True)
class Evidence:
    """One thing that bears on the faults.

    Attributes:
        kind: words, answer, symptom or outcome.
        id: fact, symptom or remedy; "" for the words.
        value: the answer, "yes"/"no", or the verdict.
        likelihood: P(this | fault, what came before), up to a common factor, shape (faults,).
    """

    kind: str
    id: str
    value: str
    likelihood: Array


def evidence(model: Model, state: State) -> Iterator[Evidence]:
    """Everything known that bears on the faults, in the order in which it came."""
    if state.weights:
        words = np.array([max(float(state.weights.get(fault, 1.0)), 1e-6) for fault in model.faults])
        yield Evidence("words", "", "", words)
    for symptom, seen in state.symptoms.items():
        row = model.symptom[symptom]
        yield Evidence("symptom", symptom, "yes" if seen else "no", row if seen else 1.0 - row)
    yield from _answers(model, state)
    for trial in state.trials:
        row = model.success[trial.remedy]
        if trial.verdict == "not_solved" and row.any():
            yield Evidence("outcome", trial.remedy, trial.verdict, 1.0 - row)
        elif trial.verdict == "solved":
            yield Evidence("outcome", trial.remedy, trial.verdict, np.maximum(row, 1e-6))


def _answers(model: Model, state: State) -> Iterator[Evidence]:
    """The answers, any of which may be mistaken; how often people are in this case is itself unknown.

    Under each fault the share of mistaken answers is weighed by how well it fits the answers so far, so that answers
    which contradict each other speak against each other less and less loudly. What a machine read is not mistaken.
    """
    joint = np.array(model.mistaken)[:, None] * np.ones(len(model.faults))
    for finding in _in_order(state):
        heard = joint * _heard(model, finding)
        yield Evidence("answer", finding.fact, finding.answer, heard.sum(axis=0) / joint.sum(axis=0))
        joint = heard


def _in_order(state: State) -> list[Finding]:
    return sorted(state.findings.values(), key=lambda finding: finding.position)


def _heard(model: Model, finding: Finding) -> Array:
    """P(finding | share of mistakes, fault), shape (shares or 1, faults)."""
    row = model.answer_row(finding.fact, finding.answer)[None, :]
    if finding.via.startswith("probe:"):
        return row
    return misheard(row, len(model.likelihood[finding.fact]), np.array(SHARES)[:, None])


def fit_of_shares(model: Model, state: State) -> Array:
    """P(the answers of a case | share of them that is mistaken) up to a common factor, shape (shares,)."""
    belief = model.prior
    for item in evidence(model, state):
        belief = belief if item.kind == "answer" else update(belief, item.likelihood)
    chance = np.ones((len(SHARES), len(belief)))
    for finding in _in_order(state):
        chance = chance * _heard(model, finding)
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
    belief = model.prior
    for item in evidence(model, state):
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
