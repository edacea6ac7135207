"""What a complaint's words tell at once and must never wait: fire, liquid, ransom, fraud, requests about others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tournevis.troubleshooting import Base

from .clauses import clauses, find, patterns
from .data import read
from .symptoms import Recognised

SURE = 0.75  # score of an urgent symptom from which it is said at once


@dataclass(frozen=True)
class Alarm:
    """Something that must be said to the user before any question.

    Attributes:
        id: of the rule in alarms.yaml, or of the urgent symptom.
        symptom: the base's symptom that says the same, or None.
        words: the words that raised it, folded.
        say: what to say at once, by language.
    """

    id: str
    symptom: str | None
    words: str
    say: Mapping[str, str]


def alarms(text: str, base: Base | None = None) -> tuple[Alarm, ...]:
    """The alarms that a text raises, in the order of the rules; a denied one ("no smoke") is not raised.

    Args:
        base: its symptoms give their own words where they have an `urgent` text.
    """
    return raised_by(clauses(text), base)


def raised_by(flat: Sequence[str], base: Base | None = None) -> tuple[Alarm, ...]:
    """The alarms that clauses of folded words raise."""
    return tuple(_alarm(rule, words, base) for rule in read("alarms") if (words := _said(rule, flat)))


def urgent(symptoms: Iterable[Recognised], flat: Sequence[str], base: Base) -> tuple[Alarm, ...]:
    """The alarms of symptoms understood that the base calls urgent, unless the words deny them."""
    found = []
    for symptom in symptoms:
        say = base.symptoms[symptom.id].urgent
        if say is not None and symptom.score >= SURE and not _denied(symptom.id, flat):
            found.append(Alarm(symptom.id, symptom.id, " ".join(symptom.words), {"fr": say.fr, "en": say.en}))
    return tuple(found)


def _said(rule: Mapping[str, Any], flat: Sequence[str]) -> str | None:
    """The words that raise a rule's alarm, without a negation in or before them, nor what excuses their clause."""
    heard = [clause for clause in flat if not _excused(rule, clause)]
    matches = [*find(heard, patterns(*rule["patterns"])), *find([" ".join(heard)], patterns(*rule.get("across", ())))]
    return next((m.words for m in matches if not (m.denied_before or m.denied_inside)), None)


def _excused(rule: Mapping[str, Any], clause: str) -> bool:
    """Whether a clause says that what looks like the danger is none: a technician of the house took control."""
    return any(excuse.search(clause) for excuse in patterns(*rule.get("unless", ())))


def _denied(symptom: str, flat: Sequence[str]) -> bool:
    """Whether the rule that says the same as a symptom fits the words, but only denied ("no smoke") or excused."""
    rules = [rule for rule in read("alarms") if symptom in rule["symptoms"] and not _said(rule, flat)]
    return any(
        next(find(flat, patterns(*rule["patterns"])), None) or any(_excused(rule, clause) for clause in flat)
        for rule in rules
    )


def _alarm(rule: Mapping[str, Any], words: str, base: Base | None) -> Alarm:
    for name in rule["symptoms"]:
        symptom = base.symptoms.get(name) if base else None
        if symptom is not None and symptom.urgent is not None:
            return Alarm(str(rule["id"]), name, words, {"fr": symptom.urgent.fr, "en": symptom.urgent.en})
    return Alarm(str(rule["id"]), None, words, dict(rule["say"]))
