"""The authors' queues in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tournevis.authoring.trials import Line
from tournevis.diagnosis import engine
from tournevis.diagnosis.contradictions import Contradiction, contradictions
from tournevis.diagnosis.models import DeadEnd, DiagnosisEvent
from tournevis.diagnosis.storing import event
from tournevis.knowledge.models import Article
from tournevis.knowledge.queries import edition_now
from tournevis.people.models import Organisation
from tournevis.troubleshooting import Base
from tournevis.troubleshooting.events import Event, effective
from tournevis.troubleshooting.explain import verdict_name

WHYS = {
    "handed_over": lambda: _("Handed over"),
    "unknown": lambda: _("Over, by no cause that the base knows"),
}


@dataclass(frozen=True)
class Path:
    """The way of a case to its dead end."""

    row: DeadEnd
    why: str
    symptoms: list[str]
    lines: list[Line]


def paths(rows: Sequence[DeadEnd], tongue: str) -> list[Path]:
    """The ways of some cases, read in one go."""
    events: dict[int, list[Event]] = {row.diagnosis_id: [] for row in rows}
    for one in DiagnosisEvent.objects.filter(diagnosis__in=events).order_by("diagnosis", "position"):
        events[one.diagnosis_id].append(event(one))
    return [_path(row, effective(events[row.diagnosis_id]), tongue) for row in rows]


def _path(row: DeadEnd, events: list[Event], tongue: str) -> Path:
    base = engine.model_of(row.diagnosis.edition).base
    noticed = [one.id for one in events if one.kind == "symptom" and one.value]
    noticed += [symptom for one in events if one.kind == "understood" for symptom in one.data.get("symptoms", ())]
    names = [base.symptoms[one].names[tongue] for one in dict.fromkeys(noticed) if one in base.symptoms]
    lines = [line for one in events if (line := _line(base, one, tongue)) is not None]
    return Path(row, WHYS[row.why]() if row.why in WHYS else row.why, names, lines)


def _line(base: Base, one: Event, tongue: str) -> Line | None:
    if one.kind == "outcome":
        known = base.remedies.get(one.id)
        return Line(
            "remedy", known.names[tongue] if known else one.id, verdict_name(base, one.id, str(one.value), tongue)
        )
    if one.kind != "answer":
        return None
    fact = base.facts.get(one.id)
    answer = fact.answer(str(one.value)) if fact and one.value else None
    return Line("question", fact.names[tongue] if fact else one.id, answer[tongue] if answer else _("I don't know"))


@dataclass(frozen=True)
class ContradictionShown:
    """A contradiction in words."""

    fault: str
    name: str
    told: str
    said: int
    seen: int
    cases: int


def contradicted(organisation: Organisation, tongue: str) -> list[ContradictionShown]:
    """What closed cases say against the base, the strongest first."""
    base = engine.model_of(edition_now(organisation)).base
    found = contradictions(organisation)
    return [
        ContradictionShown(
            one.fault,
            base.faults[one.fault].names[tongue],
            _told(base, one, tongue),
            round(100 * one.said),
            one.seen,
            one.cases,
        )
        for one in found
    ]


def _told(base: Base, one: Contradiction, tongue: str) -> str:
    if one.kind == "remedy":
        return _("“%(action)s” helps less often than written.") % {"action": base.remedies[one.of].names[tongue]}
    fact = base.facts[one.of]
    answer = fact.answer(one.answer)
    known = {"question": fact.names[tongue], "answer": answer[tongue] if answer else one.answer}
    return _("%(question)s: “%(answer)s” comes more often than written.") % known


def title(article: Article, tongue: str) -> str:
    """What an article is called, in the reader's language where it has one."""
    texts = {text.language: text.title for text in article.texts.all()}
    return texts.get(tongue) or next(iter(texts.values()), str(article))
