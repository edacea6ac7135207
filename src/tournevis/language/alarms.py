"""What a complaint's words tell at once and must never wait: fire, liquid, ransom, fraud, requests about others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tournevis.troubleshooting import Base

from .clauses import clauses, find, patterns
from .data import read


@dataclass(frozen=True)
class Alarm:
    """Something that must be said to the user before any question.

    Attributes:
        id: of the rule in alarms.yaml.
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
    raised = []
    for rule in read("alarms"):
        matches = find(flat, patterns(*rule["patterns"]))
        words = next((m.words for m in matches if not (m.denied_before or m.denied_inside)), None)
        if words is not None:
            raised.append(_alarm(rule, words, base))
    return tuple(raised)


def _alarm(rule: Mapping[str, object], words: str, base: Base | None) -> Alarm:
    for name in rule["symptoms"]:  # type: ignore[attr-defined]
        symptom = base.symptoms.get(name) if base else None
        if symptom is not None and symptom.urgent is not None:
            return Alarm(str(rule["id"]), name, words, {"fr": symptom.urgent.fr, "en": symptom.urgent.en})
    return Alarm(str(rule["id"]), None, words, dict(rule["say"]))  # type: ignore[call-overload]
