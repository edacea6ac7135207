"""What is known in a case: symptoms, answers, readings, remedies tried; each can be corrected."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tournevis.diagnosis.wording import answer_name, language, remedy_name, symptom_name
from tournevis.facts import Outcome, Reading
from tournevis.language import alarms
from tournevis.troubleshooting import VERDICTS, Session
from tournevis.troubleshooting.events import effective
from tournevis.troubleshooting.explain import verdict_name
from tournevis.troubleshooting.state import Finding

from .steps import Choice

SAID = ("solved", "partly", "not_solved", "not_done", "refused")  # what may be said of any remedy afterwards

SOURCES: dict[str, str | Promise] = {
    "inventory": gettext_lazy("known from the inventory"),
    "probe": gettext_lazy("read, not asked"),
    "corrected": gettext_lazy("corrected"),
    "stated": gettext_lazy("said in the complaint"),
    "asked": gettext_lazy("answered"),
}
SOURCE_ICONS = {
    "inventory": "database",
    "probe": "antenna",
    "corrected": "pencil",
    "stated": "quote",
    "asked": "message-circle",
}


@dataclass(frozen=True)
class FindingShown:
    """A fact's answer and where it comes from; `choices` are what it can be corrected to."""

    id: str
    name: str
    answer: str
    value: str
    source: str | Promise
    icon: str
    read: bool
    stale: bool
    choices: tuple[Choice, ...]
    current: str


@dataclass(frozen=True)
class SymptomShown:
    """A symptom and what is known of it: understood from the words, yes, or no."""

    id: str
    name: str
    status: str


def findings(session: Session) -> list[FindingShown]:
    """Every fact that is known or was asked in vain, in the order in which it came."""
    state, tongue = session.state, language()
    known = sorted(state.findings.values(), key=lambda finding: finding.position)
    shown = [_finding(session, finding) for finding in known]
    unknown = [
        FindingShown(
            id=fact,
            name=session.base.facts[fact].names[tongue],
            answer=answer_name(session.base, fact, None),
            value="",
            source=SOURCES["asked"],
            icon=SOURCE_ICONS["asked"],
            read=False,
            stale=False,
            choices=_choices(session, fact),
            current="",
        )
        for fact in _asked_in_vain(session)
    ]
    return shown + unknown


def symptoms(session: Session) -> list[SymptomShown]:
    """The symptoms that the words told, and those that somebody stated."""
    state = session.state
    told = [
        SymptomShown(symptom, symptom_name(session.base, symptom), "understood")
        for symptom in state.noticed
        if symptom not in state.symptoms
    ]
    stated = [
        SymptomShown(symptom, symptom_name(session.base, symptom), "yes" if seen else "no")
        for symptom, seen in state.symptoms.items()
    ]
    return told + stated


def symptoms_to_add(session: Session) -> list[tuple[str, list[tuple[str, str]]]]:
    """The symptoms that are not spoken of yet, by family, as (family's name, [(id, name), …])."""
    spoken = {*session.state.noticed, *session.state.symptoms}
    groups: dict[str, list[tuple[str, str]]] = {}
    tongue = language()
    for symptom in session.base.symptoms.values():
        if symptom.id not in spoken:
            family = session.base.families.get(symptom.family)
            name = family.names[tongue] if family else symptom.family
            groups.setdefault(name, []).append((symptom.id, symptom.names[tongue]))
    return sorted(groups.items())


def urgencies(session: Session) -> list[str]:
    """What is to be said at once: for the symptoms that will not wait, and for what the words alone raise."""
    state, tongue = session.state, language()
    noticed = dict.fromkeys([*state.noticed, *(symptom for symptom, seen in state.symptoms.items() if seen)])
    known = [session.base.symptoms[symptom] for symptom in noticed if state.symptoms.get(symptom, True)]
    said = [symptom.urgent[tongue] for symptom in known if symptom.urgent]
    raised = [alarm for alarm in alarms(state.complaint, session.base) if state.symptoms.get(alarm.symptom or "", True)]
    return list(dict.fromkeys([*said, *(alarm.say[tongue] for alarm in raised)]))


def trials(session: Session) -> list[FindingShown]:
    """The remedies that were tried or refused, with what came of them."""
    tongue = language()
    shown = []
    for trial in session.state.trials:
        verdicts: list[str] = [verdict for verdict in VERDICTS if verdict in (trial.verdict, *SAID)]
        texts = [(v, verdict_name(session.base, trial.remedy, v, tongue)) for v in verdicts]
        shown.append(
            FindingShown(
                id=trial.remedy,
                name=remedy_name(session.base, trial.remedy),
                answer=dict(texts).get(trial.verdict, trial.verdict),
                value="",
                source=_("tried"),
                icon="tool",
                read=False,
                stale=False,
                choices=tuple(Choice(v, text, "") for v, text in texts),
                current=trial.verdict,
            )
        )
    return shown


def _finding(session: Session, finding: Finding) -> FindingShown:
    by_machine = finding.via.startswith("probe:")
    key = "inventory" if finding.via == "probe:inventory" else "probe" if by_machine else finding.via
    key = key if key in SOURCES else "asked"
    return FindingShown(
        id=finding.fact,
        name=session.base.facts[finding.fact].names[language()],
        answer=answer_name(session.base, finding.fact, finding.answer),
        value=_value(finding),
        source=SOURCES[key],
        icon=SOURCE_ICONS[key],
        read=by_machine,
        stale=finding.fact in session.state.stale,
        choices=_choices(session, finding.fact),
        current=finding.answer,
    )


def _choices(session: Session, fact: str) -> tuple[Choice, ...]:
    tongue = language()
    return tuple(Choice(answer.id, answer[tongue], "") for answer in session.base.facts[fact].answers)


def _asked_in_vain(session: Session) -> list[str]:
    """Facts to which somebody said "I don't know"; what a probe could not read is no such answer."""
    known = session.state.findings
    asked = [event.id for event in effective(session.events) if event.kind == "answer" and event.value is None]
    return [fact for fact in dict.fromkeys(asked) if fact not in known and fact in session.base.facts]


def _value(finding: Finding) -> str:
    """The value behind a reading, such as "3.1 %"."""
    if not finding.reading:
        return ""
    reading = Reading.from_json(finding.reading)
    if reading.outcome is not Outcome.VALUE or isinstance(reading.value, bool):
        return ""
    if isinstance(reading.value, tuple):
        return ", ".join(reading.value)
    number = f"{reading.value:g}" if isinstance(reading.value, float) else str(reading.value)
    return f"{number} {reading.unit}".strip()
