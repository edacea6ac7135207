"""What the base says about each fault in words: the texts that the understanding is fitted on."""

from collections.abc import Iterator
from dataclasses import dataclass

from tournevis.troubleshooting import Base

# How much a text of each kind weighs against a complaint.
NAME, COMPLAINT, REMEDY, PREVENT, EXPLAIN, PHRASE = 1.0, 1.0, 0.5, 0.3, 0.2, 0.5
LANGUAGES = ("fr", "en")
SHOWN = 0.6  # chance of a symptom from which its phrases count as words of the fault


@dataclass(frozen=True)
class Example:
    """One text about one fault, and how much it weighs."""

    text: str
    fault: str
    weight: float
    kind: str


def examples(base: Base) -> Iterator[Example]:
    """Every text about every fault of the base, in both languages."""
    for fault in base.faults.values():
        remedies = [base.remedies[use.use] for use in fault.remedies]
        for language in LANGUAGES:
            yield Example(fault.names[language], fault.id, NAME, "name")
            for complaint in fault.complaints[language]:
                yield Example(complaint, fault.id, COMPLAINT, "complaint")
            named = " ".join(remedy.names[language] for remedy in remedies)
            yield Example(named, fault.id, REMEDY, "remedy")
            yield Example(fault.prevent[language], fault.id, PREVENT, "prevent")
            yield Example(fault.explain.plain[language], fault.id, EXPLAIN, "explain")
            for symptom, likelihood in fault.shows.items():
                if symptom in base.symptoms and base.scales.likelihoods[likelihood] >= SHOWN:
                    phrases = base.symptoms[symptom].phrases[language]
                    yield Example(". ".join(phrases), fault.id, PHRASE, "phrase")
