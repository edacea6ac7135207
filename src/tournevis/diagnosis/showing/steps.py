"""The next step, and the other steps that were weighed, as a page puts them."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tournevis.diagnosis.rules import Counsel
from tournevis.diagnosis.wording import language, typeset
from tournevis.troubleshooting import Advice, Session, Step
from tournevis.troubleshooting.explain import minutes, row_text, step_name, verdict_name

from .remedies import RemedyShown, remedy

TONES = {
    "untested": "info",
    "solved": "ok",
    "partly": "info",
    "not_solved": "warn",
    "not_done": "quiet",
    "refused": "quiet",
}
SHOWN_OTHERS = 6
SHOWN_ANSWERS = 5  # of a question that has more, the likeliest ones; the others open below them


@dataclass(frozen=True)
class Choice:
    """What may be answered; `key` is the digit that chooses it, empty past nine; `more` ones are shown on demand."""

    id: str
    text: str
    key: str
    tone: str = "quiet"
    more: bool = False


@dataclass(frozen=True)
class StepShown:
    """One step in words.

    Attributes:
        kind: question, probe, remedy, escalate or done.
        title: the question, or what is to be done.
        how: how to find the answer out.
        why, detail: why this step, and what it costs against the others.
        guards: name of the remedy that this step makes safe, if any.
        advised: it is the engine's own choice, not one that the reader picked.
    """

    kind: str
    id: str
    title: str
    how: str
    choices: tuple[Choice, ...]
    why: str
    detail: tuple[str, ...]
    urgent: bool
    guards: str
    advised: bool
    remedy: RemedyShown | None = None
    who: str = ""

    @property
    def first(self) -> tuple[Choice, ...]:
        """The choices that are shown at once."""
        return tuple(choice for choice in self.choices if not choice.more)

    @property
    def more(self) -> tuple[Choice, ...]:
        """Those that are shown on demand."""
        return tuple(choice for choice in self.choices if choice.more)


@dataclass(frozen=True)
class OtherStep:
    """Another step that may be taken instead, with what it would cost more, in minutes' worth."""

    kind: str
    id: str
    name: str
    extra: str
    key: str = field(default="")


def chosen(advice: Advice, kind: str, step_id: str) -> Step | None:
    """The step of that kind and id among those that were weighed; None where it is not one of them."""
    steps = (option.step for option in advice.options)
    return next((step for step in steps if (step.kind, step.id) == (kind, step_id)), None)


def step(counsel: Counsel, system: str, instead: Step | None = None) -> StepShown:
    """The advised step in words, or the one that the reader wants instead."""
    shown = instead or counsel.advice.step
    advised = instead is None or instead == counsel.advice.step
    session, tongue = counsel.session, language()
    guarded = session.base.remedies[shown.guard_of].names[tongue] if shown.guard_of else ""
    return StepShown(
        kind=shown.kind,
        id=shown.id,
        title=typeset(_title(session, shown)),
        how=typeset(_how(session, shown)),
        choices=_choices(session, shown),
        why=counsel.words.why if advised else _("You chose this step yourself."),
        detail=counsel.words.detail if advised else (),
        urgent=counsel.advice.urgent and advised,
        guards=guarded,
        advised=advised,
        remedy=remedy(session, shown.id, system) if shown.kind == "remedy" else None,
        who=shown.way.who if shown.way else "",
    )


def other_steps(counsel: Counsel, shown: StepShown) -> list[OtherStep]:
    """What else was weighed, cheapest first, without the step that is shown."""
    best, tongue = counsel.advice.expected_cost, language()
    found: list[OtherStep] = []
    for option in counsel.advice.options:
        one = option.step
        if one.kind == "escalate" or (one.kind, one.id) == (shown.kind, shown.id):
            continue
        extra = max(0.0, option.expected_cost - best)
        other = OtherStep(one.kind, one.id, step_name(counsel.session.base, one, tongue), minutes(extra, tongue))
        if other.id not in {known.id for known in found}:
            found.append(other)
    return found[:SHOWN_OTHERS]


def _title(session: Session, step: Step) -> str:
    tongue = language()
    if step.kind in ("question", "probe"):
        fact = session.base.facts[step.id]
        asked = step.way.ask if step.way else None
        return asked[tongue] if asked else fact.names[tongue]
    if step.kind == "remedy":
        return session.base.remedies[step.id].names[tongue]
    return _("The trouble is gone") if step.kind == "done" else _("Hand the case over")


def _how(session: Session, step: Step) -> str:
    """How to find an answer out; what else is to be done before the test of a remedy."""
    if step.way is not None and step.way.how is not None:
        return step.way.how[language()]
    return row_text(session.base, step, language())


def _choices(session: Session, step: Step) -> tuple[Choice, ...]:
    tongue = language()
    if step.kind == "remedy":
        texts = [(v, verdict_name(session.base, step.id, v, tongue), TONES[v]) for v in step.choices]
    elif step.kind == "question":
        return _answers(session, step.id)
    else:
        return ()
    return tuple(
        Choice(name, typeset(text), str(place) if place < 10 else "", tone)
        for place, (name, text, tone) in enumerate(texts, start=1)
    )


def _answers(session: Session, fact: str) -> tuple[Choice, ...]:
    """A question's answers: all of a short list; of a long one the likeliest first, the others apart."""
    answers, tongue = session.base.facts[fact].answers, language()
    short = len(answers) <= SHOWN_ANSWERS + 1
    likely = {answer.id for answer in answers} if short else set(session.likely_answers(fact, SHOWN_ANSWERS))
    shown = [answer for answer in answers if answer.id in likely]
    first = [Choice(answer.id, typeset(answer[tongue]), str(place)) for place, answer in enumerate(shown, start=1)]
    rest = [Choice(a.id, typeset(a[tongue]), "", more=True) for a in answers if a.id not in likely]
    return (*first, *rest)
