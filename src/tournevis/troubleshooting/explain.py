"""Why this step, what speaks for and against each cause, and the words of the close, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .advice import Advice, Step
from .belief import Evidence, decibans, evidence, update
from .costs import Price
from .model import OTHER, Model
from .packs import Base
from .phrases import phrase, phrases
from .state import State

Register = Literal["plain", "both", "technical"]  # for a novice, for one at ease, for a technical reader
KINDS = ("technician", "user", "going", "money", "risk", "patience")  # of a step's price
PARTS = ("done_right", "holds", "cures", "total")  # of a remedy's success


@dataclass(frozen=True)
class Weighed:
    """One piece of evidence for or against a cause: its words, and its weight in decibans (above 0 speaks for)."""

    kind: str
    id: str
    text: str
    decibans: float
    strength: str


@dataclass(frozen=True)
class Cause:
    """A possible cause with its share of belief and all that bears on it, in the order in which it came."""

    id: str
    name: str
    probability: float
    evidence: tuple[Weighed, ...]


@dataclass(frozen=True)
class Explanation:
    """The words around an advice.

    Attributes:
        why: this step, in plain words.
        detail: what it costs and can save against the others, in technical words.
        causes: the likeliest ones, with what speaks for and against each.
    """

    why: str
    detail: tuple[str, ...]
    causes: tuple[Cause, ...]


def fault_name(base: Base, fault: str, language: str) -> str:
    """The name of a fault, or of the unknown cause."""
    return phrase("other", language) if fault == OTHER else base.faults[fault].names[language]


def step_name(base: Base, step: Step, language: str) -> str:
    """What a step is called in a sentence."""
    if step.kind == "remedy" or step.kind == "done":
        return base.remedies[step.id].names[language]
    if step.kind in ("question", "probe"):
        return base.facts[step.id].names[language]
    return phrase("hand_over.title", language)


def row_text(base: Base, step: Step, language: str) -> str:
    """What is said of a remedy that others follow before one test of them all; nothing of any other."""
    if not step.also:
        return ""
    return phrase("why.row", language, others=" + ".join(base.remedies[one].names[language] for one in step.also))


def verdict_name(base: Base, remedy: str, verdict: str, language: str) -> str:
    """What a reader clicks to tell a remedy's outcome."""
    contains = base.remedies[remedy].kind == "containment" and verdict == "not_solved"
    return phrase(f"verdicts.{'contained' if contains else verdict}", language)


def explain(model: Model, state: State, advice: Advice, language: str, causes: int = 5) -> Explanation:
    """The explanation of an advice; every number in it is one that was computed.

    Args:
        causes: how many of the likeliest causes are detailed.
    """
    words = _Words(model, state, advice, language)
    return Explanation(words.why(), words.detail(), tuple(words.causes(causes)))


class _Words:
    def __init__(self, model: Model, state: State, advice: Advice, language: str) -> None:
        self.model, self.state, self.advice, self.language = model, state, advice, language
        self.base = model.base

    def say(self, path: str, **values: object) -> str:
        return phrase(path, self.language, **values)

    def why(self) -> str:
        step = self.advice.step
        if step.guard_of is not None:
            return self.say("why.guard", remedy=self.base.remedies[step.guard_of].names[self.language])
        if self.advice.urgent:
            return self.say("why.urgent")
        if step.id in self.state.untested:
            return self.say("why.test")
        if step.kind == "remedy":
            return self.say("why.remedy", chance=percent(self.chance(step.id)))
        if step.kind == "done":
            return self._why_done(step)
        if step.kind == "escalate":
            unknown = self.advice.contradiction
            return self.say("why.unknown" if unknown else "why.asked" if step.id == "asked" else "why.escalate")
        return self._why_fact(step)

    def _why_done(self, step: Step) -> str:
        done = self.say("why.done", remedy=step_name(self.base, step, self.language))
        hidden = percent(self.advice.hidden)
        return f"{done} {self.say('why.hidden', chance=hidden)}" if hidden else done

    def chance(self, remedy: str) -> float:
        """P(the remedy ends the trouble) under the present belief."""
        return sum(p * float(self.model.success[remedy][self.model.index[fault]]) for fault, p in self.advice.belief)

    def _why_fact(self, step: Step) -> str:
        """Names the two likely causes that the fact tells apart best."""
        rows = self.model.likelihood[step.id]
        named = [(fault, p) for fault, p in self.advice.belief[:8] if fault != OTHER and p > 0.005]
        if not named:
            return self.say("why.unknown")
        first = named[0]
        if len(named) == 1:
            return self.say("why.question_one", first=self._name(first[0]), p1=percent(first[1]))
        column = rows[:, self.model.index[first[0]]]
        apart = [float(np.abs(column - rows[:, self.model.index[f]]).sum()) * p for f, p in named[1:]]
        second = named[1 + int(np.argmax(apart))]
        values = {"first": self._name(first[0]), "p1": percent(first[1])}
        return self.say(f"why.{step.kind}", **values, second=self._name(second[0]), p2=percent(second[1]))

    def _name(self, fault: str) -> str:
        return fault_name(self.base, fault, self.language)

    def detail(self) -> tuple[str, ...]:
        return tuple(self._details())

    def _details(self) -> Iterator[str]:
        """In technical words: what the step costs and can save, what its success rests on, the runner-up, the bound."""
        advice, escalation = self.advice, self.base.scales.escalation
        yield self.say("cost.expected", cost=self.minutes(advice.expected_cost))
        if (price := advice.price) is not None:
            yield self._price(price)
        if advice.options and advice.expected_cost < escalation:
            saved = self.minutes(escalation - advice.expected_cost)
            yield self.say("cost.saves", escalation=self.minutes(escalation), saved=saved)
        if (success := advice.success) is not None:
            yield self.say("cost.success", **{part: percent(getattr(success, part)) for part in PARTS})
        if len(advice.options) > 1:
            second = advice.options[1]
            difference = self.minutes(second.expected_cost - advice.expected_cost)
            yield self.say(
                "cost.runner_up", step=step_name(self.base, second.step, self.language), difference=difference
            )
        if advice.lower_bound > 0:
            yield self.say("cost.bound", bound=self.minutes(advice.lower_bound))

    def _price(self, price: Price) -> str:
        """What the step costs by kind; a kind that would print as nothing is left out."""
        nothing = self.minutes(0)
        told = {kind: self.minutes(getattr(price, kind)) for kind in KINDS}
        parts = [self.say(f"cost.{kind}", minutes=text) for kind, text in told.items() if text != nothing]
        total = self.minutes(price.total)
        return self.say("cost.step", total=total, parts=", ".join(parts)) if parts else self.say("cost.free")

    def minutes(self, cost: float) -> str:
        return minutes(cost, self.language)

    def causes(self, count: int) -> list[Cause]:
        items = list(evidence(self.model, self.state))
        before, belief = [], self.model.prior
        for item in items:
            before.append(belief)
            belief = update(belief, item.likelihood)
        found = []
        for fault, probability in self.advice.belief[:count]:
            weighed = [
                self._weigh(item, decibans(self.model, b, item, fault)) for item, b in zip(items, before, strict=True)
            ]
            found.append(
                Cause(fault, self._name(fault), probability, tuple(w for w in weighed if abs(w.decibans) >= 0.5))
            )
        return found

    def _weigh(self, item: Evidence, weight: float) -> Weighed:
        strength = next((row for row in phrases()["strength"] if abs(weight) >= row["from"]), None)
        text = str(strength["en" if self.language == "en" else "fr"]) if strength else ""
        return Weighed(item.kind, item.id, evidence_text(self.base, item, self.language), round(weight, 1), text)


def evidence_text(base: Base, item: Evidence, language: str) -> str:
    """A piece of evidence in words."""
    if item.kind == "words":
        return phrase("evidence.words", language)
    if item.kind == "symptom":
        return phrase(f"evidence.symptom_{item.value}", language, symptom=base.symptoms[item.id].names[language])
    if item.kind == "outcome":
        return phrase(f"evidence.outcome_{item.value}", language, remedy=base.remedies[item.id].names[language])
    fact = base.facts[item.id]
    answer = fact.answer(item.value)
    return phrase(
        "evidence.answer", language, fact=fact.names[language], answer=answer[language] if answer else item.value
    )


def percent(probability: float) -> int:
    """A probability as whole percents, as shown to people."""
    return round(100 * probability)


def minutes(cost: float, language: str) -> str:
    """A cost in minutes' worth, one digit below ten, as the language writes it."""
    text = f"{cost:.1f}" if cost < 9.95 else f"{cost:.0f}"
    return text if language == "en" else text.replace(".", ",")
