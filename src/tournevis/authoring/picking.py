"""What an author picks by its words: a fact with its answer, a symptom, a remedy, a probe's reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from tournevis import probing
from tournevis.people.folding import fold
from tournevis.troubleshooting import Base

Item = TypeVar("Item")
MOST = 12  # offered at once
PARTED = " → "  # between a fact's name and its answer


@dataclass(frozen=True)
class Sign:
    """Something that a cause makes likely: a fact's answer, or a symptom (no answer)."""

    id: str
    answer: str = ""


def label(base: Base, sign: Sign, tongue: str) -> str:
    """How a sign is called; its id where the base has it no more."""
    if not sign.answer:
        symptom = base.symptoms.get(sign.id)
        return symptom.names[tongue] if symptom else sign.id
    fact = base.facts.get(sign.id)
    answer = fact.answer(sign.answer) if fact else None
    return f"{fact.names[tongue]}{PARTED}{answer[tongue]}" if fact and answer else f"{sign.id}{PARTED}{sign.answer}"


def flat(text: str) -> str:
    """A label without case, accents and signs: two that look alike are the same."""
    return " ".join(fold(text).split())


class Index:
    """What can be picked of a base, by its words in one language.

    Attributes:
        named: id -> name of actions that are only named so far, and in no base.
    """

    def __init__(self, base: Base, tongue: str, named: Mapping[str, str] | None = None) -> None:
        self.base, self.tongue, self.named = base, tongue, named or {}

    @cached_property
    def signs(self) -> dict[str, Sign]:
        """Flat label -> the sign of it; of two that are called alike the first."""
        answers = [Sign(fact.id, answer.id) for fact in self.base.facts.values() for answer in fact.answers]
        found: dict[str, Sign] = {}
        for sign in (*(Sign(symptom) for symptom in self.base.symptoms), *answers):
            found.setdefault(flat(label(self.base, sign, self.tongue)), sign)
        return found

    @cached_property
    def remedies(self) -> dict[str, str]:
        """Flat name -> the remedy's id."""
        found: dict[str, str] = {}
        for key in (*self.base.remedies, *self.named):
            found.setdefault(flat(self.remedy_name(key)), key)
        return found

    def remedy_name(self, key: str) -> str:
        """What a remedy is called; its id where nobody knows it."""
        known = self.base.remedies.get(key)
        return known.names[self.tongue] if known else self.named.get(key, key)

    def sign(self, text: str) -> Sign | None:
        """The sign of a label, however it is accented or spaced; None where there is none."""
        return self.signs.get(flat(text))

    def remedy(self, text: str) -> str | None:
        """The id of the remedy of a name."""
        return self.remedies.get(flat(text))

    def offered(self, what: str, text: str) -> list[str]:
        """Labels that hold all the words: of "signs", "answers" (signs of facts alone), "remedies" or "readings"."""
        if what == "readings":
            return best(readings(), text)
        if what == "remedies":
            return best(map(self.remedy_name, self._holding(self.remedies, text)), text)
        signs = [sign for sign in self._holding(self.signs, text) if what == "signs" or sign.answer]
        return best((label(self.base, sign, self.tongue) for sign in signs), text)

    def _holding(self, table: Mapping[str, Item], text: str) -> list[Item]:
        words = flat(text).split()
        return [item for known, item in table.items() if all(word in known for word in words)]


def readings() -> list[str]:
    """Every reading of every probe, as `probe: reading`."""
    return [f"{probe.id}: {datum.name}" for probe in probing.catalogue.values() for datum in probe.gives]


def best(labels: Iterable[str], text: str) -> list[str]:
    """Those that hold all the words, the shortest first."""
    words = flat(text).split()
    found = [one for one in labels if all(word in flat(one) for word in words)]
    return sorted(dict.fromkeys(found), key=lambda one: (len(one), one))[:MOST]
