"""Understanding a complaint: from whatever was typed to what it tells."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from tournevis.troubleshooting import OTHER, Base

from .alarms import Alarm, raised_by, urgent
from .chatter import without_chatter
from .clauses import clauses
from .codes import Code, codes
from .concepts import concepts_of
from .cues import Cue, denials, stated, urgency
from .detection import Language, detect
from .examples import examples
from .layouts import Layout, relayout
from .lessons import Lesson, corrected, memorable, swayed, taught
from .meanings import Meaning, evidence, meanings, settled
from .posterior import likelihood_ratios, unknown_ratio
from .redaction import redacted
from .scoring import Array, compare_clauses
from .spelling import Speller
from .store import learnt
from .symptoms import Recognised, expected, phrases_of, recognise, shown_by, together
from .text import MAX_WORDS, clean

MOST_STRANGE = 25  # unknown words that are weighed: names and noise cost time and tell nothing
DENIED_FAMILY = 0.5  # what is left of a family's weight when the complaint says that it is not the cause
CERTAIN_FAMILY = 0.4  # share of a denied thing's own probability from which its family counts as denied


@dataclass(frozen=True)
class Understanding:
    """What a complaint tells before any question.

    Attributes:
        language: "fr" or "en".
        text: the complaint as it was read: cleaned, and put back when the keyboard was set wrongly.
        layout: which wrong keyboard setting it was typed with, or None.
        weights: fault id -> P(these words | fault) over its mean across the faults; "other" is the unknown cause.
        families: family ids with their share of the words' probability, likeliest first.
        symptoms: those of the base's list, surest first.
        facts: fact id -> answer id, only what is said outright or by a code, and only what the base knows.
        codes: error codes as typed.
        meanings: what those mean that a table has.
        urgency: who is blocked, what stands still, until when.
        denied: things said not to be the cause.
        alarms: what must be said at once.
    """

    language: Language
    text: str
    layout: Layout | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    families: tuple[tuple[str, float], ...] = ()
    symptoms: tuple[Recognised, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[Code, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    urgency: tuple[Cue, ...] = ()
    denied: tuple[str, ...] = ()
    alarms: tuple[Alarm, ...] = ()


class Understander:
    """Understands complaints by the words of a base. Building one takes a second, later ones some milliseconds.

    Args:
        cache: folder of the fitted arrays; the user's own by default.
    """

    def __init__(self, base: Base, cache: Path | None = None) -> None:
        self.base = base
        texts = [*examples(base)]
        self._learnt = learnt(texts, dict(base.family_of), phrases_of(base), cache)
        self._fitted = self._learnt.fitted
        families = {family: place for place, family in enumerate(self._fitted.families)}
        self._shown = shown_by(base, self._fitted.faults)
        self._family_of = np.array([families[base.family_of[fault]] for fault in self._fitted.faults], dtype=np.intp)

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._learnt.words)

    def memorable(self, raw: str, names: Collection[str] = ()) -> tuple[str, ...]:
        """The words of a complaint that a lesson may keep.

        Args:
            names: folded words that must not be among them, such as the names of an organisation's people.
        """
        flat = clauses(clean(redacted(raw, self._speller.known, names)))
        return memorable(self._words(flat), self._speller.known)

    def _words(self, flat: Sequence[str]) -> list[str]:
        return [word for clause in self._spelt(without_chatter(flat)) for word in clause]

    def understand(self, raw: str | bytes, lessons: Sequence[Lesson] = ()) -> Understanding:
        """What a complaint tells; whatever is put in, something comes out, and nothing is raised.

        Args:
            lessons: what corrections of symptoms taught before; they can silence no alarm.
        """
        text, layout = relayout(clean(raw), self._speller.known)
        flat = clauses(text)
        denied, left = denials(flat)
        spelt = self._spelt(without_chatter(left))
        # a wrong setting of the keyboard is a symptom of its own
        ratios, unknown = self._weigh([*spelt, ["azerty", "qwerty"]] if layout else spelt)
        quoted = codes(text)
        told = meanings(text, quoted)
        ratios = self._point(self._deny(ratios, denied), told)
        symptoms = self._symptoms(spelt, ratios)
        strengths = self._taught(flat, lessons)
        ratios = swayed(ratios, strengths, self._shown) if strengths else ratios
        return Understanding(
            language=detect(text),
            text=text,
            layout=layout,
            weights={**dict(zip(self._fitted.faults, ratios.tolist(), strict=True)), OTHER: unknown},
            families=self._rank(ratios),
            symptoms=corrected(symptoms, strengths),
            facts=self._known(_agreed(stated(flat), settled(told)), layout),
            codes=quoted,
            meanings=told,
            urgency=urgency(flat),
            denied=denied,
            alarms=self._alarms(flat, symptoms),
        )

    def _spelt(self, flat: Sequence[str]) -> list[list[str]]:
        """The words of each clause, spelt right where that can be told; of those unknown to all, only the first."""
        mended = [self._speller.mend(clause.split()) for clause in flat]
        strange = dict.fromkeys(word for clause in mended for word in clause if word not in self._speller.known)
        dropped = frozenset(list(strange)[MOST_STRANGE:])
        left = MAX_WORDS
        spelt: list[list[str]] = []
        for clause in mended:
            spelt.append([word for word in clause if word not in dropped][:left])
            left -= len(spelt[-1])
        return [clause for clause in spelt if clause]

    def _weigh(self, spelt: Sequence[Sequence[str]]) -> tuple[Array, float]:
        if not spelt or not self._fitted.faults:
            return np.ones(len(self._fitted.faults)), 1.0
        fit = compare_clauses(spelt, self._fitted)
        words = [word for clause in spelt for word in clause]
        ratios = likelihood_ratios(fit, self._family_of)
        return ratios, unknown_ratio(fit, ratios, len(concepts_of(words)), len(words))

    def _deny(self, ratios: Array, denied: Sequence[str]) -> Array:
        """Weights with the families lowered that are said not to be the cause; people err, so none is ruled out."""
        kept = np.ones(len(ratios))
        for thing in denied:
            shares = self._rank(self._weigh([thing.split()])[0])
            for family in (family for family, share in shares if share >= CERTAIN_FAMILY):
                kept[self._family_of == self._fitted.families.index(family)] = DENIED_FAMILY
        return ratios * kept

    def _point(self, ratios: Array, told: Sequence[Meaning]) -> Array:
        """Weights with the faults raised that the quoted codes point to; their mean stays 1."""
        raised = evidence(told)
        if not raised:
            return ratios
        found: Array = ratios * np.array([raised.get(fault, 1.0) for fault in self._fitted.faults])
        found *= float(ratios.mean()) / max(float(found.mean()), 1e-9)
        return found

    def _rank(self, ratios: Array) -> tuple[tuple[str, float], ...]:
        shares = np.bincount(self._family_of, weights=ratios, minlength=len(self._fitted.families)).astype(float)
        shares = shares / max(float(shares.sum()), 1e-9)
        order = np.argsort(-shares, kind="stable")
        return tuple((self._fitted.families[place], float(shares[place])) for place in order)

    def _symptoms(self, spelt: Sequence[Sequence[str]], ratios: Array) -> tuple[Recognised, ...]:
        told = recognise([" ".join(clause) for clause in spelt], self._learnt.phrases)
        return together(told, expected(ratios, self._shown))

    def _taught(self, flat: Sequence[str], lessons: Sequence[Lesson]) -> dict[str, float]:
        if not lessons:
            return {}
        words = memorable(self._words(flat), self._speller.known)
        return taught(words, [one for one in lessons if one.symptom in self.base.symptoms], self._fitted.word_rarity)

    def _alarms(self, flat: Sequence[str], symptoms: Sequence[Recognised]) -> tuple[Alarm, ...]:
        raised = raised_by(flat, self.base)
        said = {alarm.symptom for alarm in raised}
        return (*raised, *(alarm for alarm in urgent(symptoms, flat, self.base) if alarm.symptom not in said))

    def _known(self, said: Mapping[str, str], layout: Layout | None) -> dict[str, str]:
        """Of what was said, the facts and answers that the base has."""
        if layout is not None:
            said = {**said, "typed_text": "wrong_letters"}
        return {
            fact: answer
            for fact, answer in said.items()
            if (known := self.base.facts.get(fact)) is not None and known.answer(answer) is not None
        }


def _agreed(said: Mapping[str, str], coded: Mapping[str, str]) -> dict[str, str]:
    """What words and codes say, without the facts on which they differ."""
    differ = {fact for fact in said if coded.get(fact, said[fact]) != said[fact]}
    return {fact: answer for fact, answer in {**said, **coded}.items() if fact not in differ}
