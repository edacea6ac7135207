"""The acts of a diagnosis in words, in the reader's language; the timeline keeps them by their ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tournevis.probing import explain as explain_reading
from tournevis.troubleshooting import Base
from tournevis.troubleshooting.explain import verdict_name


def language() -> str:
    """The language in which the base speaks now: that of the page."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def sentence(base: Base, act: Mapping[str, Any]) -> str:
    """What an act tells, such as "Printer's panel: paper jam"; `act` is what `rules` put into the entry's
    data, `base` that of the case."""
    writer = _SENTENCES.get(str(act.get("act")))
    return writer(base, act) if writer else ""


def typeset(text: str) -> str:
    """A text of the base as it is set: in French no line begins with a sign that belongs to the word before it."""
    if language() != "fr":
        return text
    for sign in ("?", "!", ":", ";", "»", "%"):
        text = text.replace(f" {sign}", f"\u00a0{sign}")
    return text.replace("« ", "«\u00a0")


def fact_name(base: Base, fact: str) -> str:
    """The name of a fact; its id where the base no longer has it."""
    known = base.facts.get(fact)
    return known.names[language()] if known else fact


def answer_name(base: Base, fact: str, answer: object) -> str:
    """An answer of a fact in words; "I don't know" where there is none."""
    if answer is None:
        return _("I don't know")
    known = base.facts.get(fact)
    found = known.answer(str(answer)) if known else None
    return found[language()] if found else str(answer)


def remedy_name(base: Base, remedy: str) -> str:
    """The name of a remedy; its id where the base no longer has it."""
    known = base.remedies.get(remedy)
    return known.names[language()] if known else remedy


def symptom_name(base: Base, symptom: str) -> str:
    """The name of a symptom; its id where the base no longer has it."""
    known = base.symptoms.get(symptom)
    return known.names[language()] if known else symptom


def fault_name(base: Base, fault: str) -> str:
    """The name of a fault; empty for the unknown cause, its id where the base no longer has it."""
    known = base.faults.get(fault)
    return known.names[language()] if known else fault if fault != "other" else ""


def _pair(name: str, told: str) -> str:
    return _("%(name)s: %(told)s") % {"name": name, "told": told}


def _understood(base: Base, act: Mapping[str, Any]) -> str:
    names = [symptom_name(base, symptom) for symptom in act.get("symptoms", ())]
    if not names:
        return _("The words name no known symptom yet")
    return _("Understood from the words: %(symptoms)s") % {"symptoms": ", ".join(names)}


def _answer(base: Base, act: Mapping[str, Any]) -> str:
    return _pair(fact_name(base, act["id"]), answer_name(base, act["id"], act.get("value")))


def _read(base: Base, act: Mapping[str, Any]) -> str:
    found = [
        _pair(fact_name(base, fact), answer_name(base, fact, value)) for fact, value in act.get("found", ()) if value
    ]
    source = act.get("of") or _("the machine")
    if not found:
        return _("%(machine)s could not be read: %(because)s") % {
            "machine": source,
            "because": explain_reading(str(act.get("because") or "not_told"), language()),
        }
    return _("Read from %(machine)s. %(found)s") % {"machine": source, "found": "; ".join(found)}


def _symptom(base: Base, act: Mapping[str, Any]) -> str:
    text = _("Noticed: %(symptom)s") if act.get("value") else _("Not noticed: %(symptom)s")
    return text % {"symptom": symptom_name(base, act["id"])}


def _outcome(base: Base, act: Mapping[str, Any]) -> str:
    remedy = act["id"]
    verdict = str(act.get("value"))
    told = verdict_name(base, remedy, verdict, language()) if remedy in base.remedies else verdict
    text = _pair(remedy_name(base, remedy), told)
    return _("%(text)s (the user agreed beforehand)") % {"text": text} if act.get("consent") else text


def _back(base: Base, act: Mapping[str, Any]) -> str:
    return _("Taken back: %(what)s") % {"what": sentence(base, act.get("what") or {})}


def _correct(base: Base, act: Mapping[str, Any]) -> str:
    told = _outcome(base, act) if act.get("of") == "outcome" else _answer(base, act)
    return _("Corrected: %(told)s") % {"told": told}


def _escalate(base: Base, act: Mapping[str, Any]) -> str:
    return _("Handed over to the next level")


def _hand_over(base: Base, act: Mapping[str, Any]) -> str:
    return _("In the hands of the technicians")


def _verified(base: Base, act: Mapping[str, Any]) -> str:
    texts = {"yes": _("Verified: %(remedy)s worked"), "no": _("Verified: %(remedy)s did not work")}
    text = texts.get(str(act.get("value")), _("Whether %(remedy)s worked could not be verified"))
    return text % {"remedy": remedy_name(base, act["id"])}


_SENTENCES = {
    "understood": _understood,
    "answer": _answer,
    "read": _read,
    "symptom": _symptom,
    "outcome": _outcome,
    "back": _back,
    "correct": _correct,
    "escalate": _escalate,
    "hand_over": _hand_over,
    "verified": _verified,
}
