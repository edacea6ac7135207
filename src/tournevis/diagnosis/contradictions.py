"""What closed cases say against the base: actions that help less than written, answers that come more often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import comb
from typing import Literal

from django.db.models import Sum

from tournevis.diagnosis import engine
from tournevis.knowledge.models import CaseNote, OutcomeCount
from tournevis.knowledge.queries import edition_now
from tournevis.people.models import Organisation
from tournevis.troubleshooting import Model

CHANCE = 0.002  # of so many against it were the base right: about one false row in 500 looked at
LEAST = 4  # cases before anything is said
SURE = 0.8  # part that a cause must have in a case to be taken as its cause
NOTES = 5_000


@dataclass(frozen=True)
class Contradiction:
    """What a fault says and what its cases say.

    Attributes:
        kind: "remedy" helps less often; "answer" is given more often.
        of: the remedy, or the fact; `answer` of the fact.
        said: chance that the base gives it; `seen` of `cases` in which it was so.
    """

    kind: Literal["remedy", "answer"]
    fault: str
    of: str
    answer: str
    said: float
    seen: int
    cases: int
    chance: float


def contradictions(organisation: Organisation) -> list[Contradiction]:
    """Against the organisation's base of now, the strongest first."""
    model = engine.model_of(edition_now(organisation))
    found = [*_remedies(organisation, model), *_answers(organisation, model)]
    return sorted(found, key=lambda one: one.chance)


def at_most(seen: int, cases: int, chance: float) -> float:
    """P(at most `seen` of `cases`) where each has that chance (binomial)."""
    return sum(comb(cases, n) * chance**n * (1 - chance) ** (cases - n) for n in range(seen + 1))


def _remedies(organisation: Organisation, model: Model) -> Iterator[Contradiction]:
    rows = OutcomeCount.objects.filter(organisation=organisation).values("fault", "remedy")
    for row in rows.annotate(good=Sum("solved"), bad=Sum("not_solved")):
        fault, remedy, cases = row["fault"], row["remedy"], row["good"] + row["bad"]
        if cases < LEAST or fault not in model.index or remedy not in model.success:
            continue
        said = float(model.success[remedy][model.index[fault]])
        chance = at_most(row["good"], cases, said)
        if chance < CHANCE:
            yield Contradiction("remedy", fault, remedy, "", said, row["good"], cases, chance)


def _answers(organisation: Organisation, model: Model) -> Iterator[Contradiction]:
    given: Counter[tuple[str, str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    notes = CaseNote.objects.filter(organisation=organisation, withdrawn_on=None).order_by("-id")
    for told in notes.values_list("told", flat=True)[:NOTES]:
        fault = next((one for one, share in told["causes"].items() if share >= SURE), "")
        if told.get("worked") is None or fault not in model.index:
            continue  # only where a remedy proved the cause
        for fact, answer in told["answers"].items():
            asked[fault, fact] += 1
            given[fault, fact, answer] += 1
    for (fault, fact, answer), seen in given.items():
        known = model.base.facts.get(fact)
        cases = asked[fault, fact]
        if known is None or known.answer(answer) is None or seen < LEAST:
            continue
        said = float(model.answer_row(fact, answer)[model.index[fault]])
        chance = 1.0 - at_most(seen - 1, cases, said)
        if chance < CHANCE and seen / cases > said:
            yield Contradiction("answer", fault, fact, answer, said, seen, cases, chance)
