"""A guided diagnosis: where it stands, the next step and why, and what is answered to it."""

from __future__ import annotations

from typing import Literal, cast

from ninja import Schema
from pydantic import Field

from tournevis.diagnosis.showing import CauseShown, FindingShown, StepShown, SymptomShown
from tournevis.diagnosis.showing.steps import OtherStep

from .common import Given, Line, Text
from .knowledge import RemedyShape

StepKind = Literal["question", "probe", "remedy", "escalate", "done"]
SymptomStatus = Literal["understood", "yes", "no"]


class ChoiceShape(Schema):
    """What may be answered."""

    id: str
    text: str


class StepShape(Schema):
    """The next step: a question to ask, a reading, a remedy to try, a hand-over, or the end."""

    kind: StepKind
    id: str = Field(description="The fact or the remedy; send it back with the answer.")
    title: str
    how: str
    choices: list[ChoiceShape] = Field(description="Of a question the answers, of a remedy the outcomes.")
    why: str
    urgent: bool
    remedy: RemedyShape | None
    can_verify: bool = Field(description="Whether the product itself can prove the remedy.")

    @classmethod
    def of(cls, shown: StepShown, *, can_verify: bool) -> StepShape:
        """A step in words."""
        return cls(
            kind=cast("StepKind", shown.kind),
            id=shown.id,
            title=shown.title,
            how=shown.how,
            choices=[ChoiceShape(id=choice.id, text=choice.text) for choice in shown.choices],
            why=shown.why,
            urgent=shown.urgent,
            remedy=RemedyShape.of(shown.remedy) if shown.remedy else None,
            can_verify=can_verify,
        )


class OtherShape(Schema):
    """Another step that may be taken instead."""

    kind: str
    id: str
    name: str
    extra: str = Field(description="What it would cost more.")

    @classmethod
    def of(cls, shown: OtherStep) -> OtherShape:
        """A step that was weighed."""
        return cls(kind=shown.kind, id=shown.id, name=shown.name, extra=shown.extra)


class CauseShape(Schema):
    """A possible cause, with what speaks for and against it."""

    id: str
    name: str
    percent: int
    known: bool
    speaks_for: list[str]
    speaks_against: list[str]

    @classmethod
    def of(cls, shown: CauseShown) -> CauseShape:
        """A cause in words."""
        return cls(
            id=shown.id,
            name=shown.name,
            percent=shown.percent,
            known=shown.known,
            speaks_for=[item.text for item in shown.speaks_for],
            speaks_against=[item.text for item in shown.speaks_against],
        )


class FindingShape(Schema):
    """Something that is known, or a remedy that was tried; `choices` are what it can be corrected to."""

    id: str
    name: str
    answer: str
    value: str
    source: str
    current: str
    choices: list[ChoiceShape]

    @classmethod
    def of(cls, shown: FindingShown) -> FindingShape:
        """A finding in words."""
        return cls(
            id=shown.id,
            name=shown.name,
            answer=shown.answer,
            value=shown.value,
            source=str(shown.source),
            current=shown.current,
            choices=[ChoiceShape(id=choice.id, text=choice.text) for choice in shown.choices],
        )


class SymptomShape(Schema):
    """A symptom: understood from the words, confirmed, or denied."""

    id: str
    name: str
    status: SymptomStatus

    @classmethod
    def of(cls, shown: SymptomShown) -> SymptomShape:
        """A symptom in words."""
        return cls(id=shown.id, name=shown.name, status=cast("SymptomStatus", shown.status))


class DiagnosisShape(Schema):
    """Where a case stands."""

    ticket: int
    state: str
    seen: int = Field(description="Send it back with an act: whoever was overtaken meanwhile is told.")
    handed_over: bool
    step: StepShape | None = Field(description="Nothing where there is no next step for the asker.")
    others: list[OtherShape]
    causes: list[CauseShape] = Field(description="For technicians.")
    findings: list[FindingShape]
    trials: list[FindingShape]
    symptoms: list[SymptomShape]
    urgencies: list[str] = Field(description="To be said at once.")
    reads_now: bool = Field(description="Whether the device has something to tell: `read` asks it.")


class Act(Given):
    """What every act may say."""

    seen: int | None = Field(None, ge=0, le=10_000, description="The `seen` that the asker acts upon.")


class Answer(Act):
    """An answer to a question."""

    fact: Text = Field(max_length=80)
    answer: Text | None = Field(None, max_length=80, description="The id of a choice; null: I don't know.")


class Notice(Act):
    """Whether a symptom is there."""

    symptom: Text = Field(max_length=80)
    noticed: bool


class Outcome(Act):
    """What came of a remedy."""

    remedy: Text = Field(max_length=80)
    verdict: Text = Field(max_length=20, examples=["solved"])
    consent: bool = Field(False, description="The user agreed beforehand; needs the scope `diagnosis:consent`.")


class Verification(Act):
    """A remedy to prove."""

    remedy: Text = Field(max_length=80)
    consent: bool = False


class Correction(Act):
    """Another answer to a fact, or another outcome of a remedy."""

    subject: Text = Field(max_length=80)
    value: Text | None = Field(None, max_length=80)


class ProofShape(Schema):
    """Whether the remedy is proved, what was seen, and where the case stands now."""

    verdict: Literal["yes", "no", "unknown"]
    because: str
    diagnosis: DiagnosisShape


class Invitation(Schema):
    """The code by which a machine sends its readings, once, within a quarter of an hour."""

    code: str
    command: str


class Explanation(Schema):
    """A draft of what the user is told."""

    text: str


class AheadShape(Schema):
    """What an answer would change in the plan."""

    lines: list[Line]
