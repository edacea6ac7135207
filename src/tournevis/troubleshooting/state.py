"""What is known in a case at a moment, folded from its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .events import Event
from .packs import Base, Remedy

TESTED = ("solved", "partly", "not_solved")  # verdicts on a remedy that was carried out and tried
CARRIED_OUT = (*TESTED, "untested")


@dataclass(frozen=True)
class Finding:
    """A fact's answer, and where it came from; `answer` is never None here."""

    fact: str
    answer: str
    via: str
    position: int
    reading: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Trial:
    """A remedy's outcome.

    Attributes:
        also: remedies done before it in a row and left untested; its outcome is that of them all together.
    """

    remedy: str
    verdict: str
    position: int
    also: tuple[str, ...] = ()

    @property
    def tested(self) -> tuple[str, ...]:
        """All that its outcome tells of."""
        return (*self.also, self.remedy)


@dataclass
class State:
    """Everything the next step depends on.

    Attributes:
        weights: fault id -> likelihood ratio of the complaint's words.
        findings: fact id -> its answer.
        asked, read: facts whose filter questions, or whose probes, are used up.
        stale: facts that a remedy made doubtful, to be read again by a machine where it can.
        reopened: facts told before a part of the trouble went, which may have been of that part: worth asking anew.
        standing: set-ups that are paid for already.
        untested: remedies carried out whose outcome waits for one test of several.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    language: str = "fr"
    complaint: str = ""
    findings: dict[str, Finding] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    read: dict[str, set[str]] = field(default_factory=dict)
    stale: set[str] = field(default_factory=set)
    reopened: set[str] = field(default_factory=set)
    symptoms: dict[str, bool] = field(default_factory=dict)
    noticed: tuple[str, ...] = ()
    trials: list[Trial] = field(default_factory=list)
    standing: frozenset[str] = frozenset()
    untested: tuple[str, ...] = ()
    solved_by: str | None = None
    escalated: str | None = None

    def verdict(self, remedy: str) -> str | None:
        """The last outcome of a remedy, or None where it was not proposed."""
        return next((trial.verdict for trial in reversed(self.trials) if trial.remedy == remedy), None)

    def done(self, remedy: str) -> bool:
        """Whether a remedy's steps were carried out, with whatever success."""
        return self.verdict(remedy) in CARRIED_OUT

    @property
    def over(self) -> bool:
        """Whether the case has ended here: solved, or handed over."""
        return self.solved_by is not None or self.escalated is not None


def fold(base: Base, events: Iterable[Event]) -> State:
    """The state after `events` (effective ones), in order."""
    state = State()
    for position, event in enumerate(events):
        _APPLY[event.kind](state, base, event, position)
    return state


def _understood(state: State, base: Base, event: Event, position: int) -> None:
    state.weights = event.data.get("weights", {})
    state.language = event.data.get("language", "fr")
    state.complaint = event.data.get("complaint", "")
    state.noticed = tuple(s for s in event.data.get("symptoms", ()) if s in base.symptoms)


def _answer(state: State, base: Base, event: Event, position: int) -> None:
    if event.id not in base.facts:
        return  # the fact left the base since; the case goes on without it
    if event.via.startswith("probe:"):
        state.read.setdefault(event.id, set()).add(event.via.removeprefix("probe:"))
    elif event.via == "reader":
        state.read.setdefault(event.id, set()).add("*")
    else:
        state.asked.add(event.id)
    if isinstance(event.value, str):
        state.findings[event.id] = Finding(event.id, event.value, event.via, position, event.data.get("reading") or {})
        state.stale.discard(event.id)
        state.reopened.discard(event.id)
    elif event.via == "corrected":
        state.findings.pop(event.id, None)


def _unread(state: State, base: Base, event: Event, position: int) -> None:
    state.read.setdefault(event.id, set()).add(event.via.removeprefix("probe:"))


def _symptom(state: State, base: Base, event: Event, position: int) -> None:
    if event.id in base.symptoms:
        state.symptoms[event.id] = bool(event.value)


def _outcome(state: State, base: Base, event: Event, position: int) -> None:
    remedy = base.remedies.get(event.id)
    if remedy is None:
        return
    verdict = str(event.value)
    if remedy.kind == "containment" and verdict in CARRIED_OUT:
        verdict = "not_solved"  # a containment is done or not; by itself it ends no trouble
    waiting = () if remedy.kind == "containment" else tuple(r for r in state.untested if r != event.id)
    state.trials.append(Trial(event.id, verdict, position, waiting if verdict in TESTED else ()))
    if verdict == "solved":
        state.solved_by = event.id
    if verdict == "untested":
        state.untested = (*waiting, event.id)
    elif remedy.kind != "containment":
        state.untested = () if verdict in TESTED else waiting
    if verdict in CARRIED_OUT:
        _carried_out(state, base, remedy)
    if verdict == "partly":
        _reopen(state, base)


def _reopen(state: State, base: Base) -> None:
    """What was told and was out of the ordinary may have been of the part that is gone: it may be asked again, once."""
    odd = {f.fact for f in state.findings.values() if f.answer != base.facts[f.fact].usual}
    state.reopened |= odd
    state.asked -= odd
    for fact in odd:
        state.read.pop(fact, None)


def _carried_out(state: State, base: Base, remedy: Remedy) -> None:
    """What a remedy changes besides the trouble: set-ups stand, and what a machine told before may no longer be so."""
    state.standing |= {name for name in remedy.setups if name not in base.scales.passing}
    state.stale |= {fact for fact in remedy.stale if fact in state.read}
    for fact in state.stale:
        state.read.pop(fact, None)


def _escalate(state: State, base: Base, event: Event, position: int) -> None:
    state.escalated = str(event.value or "asked")


def _nothing(state: State, base: Base, event: Event, position: int) -> None:
    """`back` and `correct` were worked in before."""


_APPLY = {
    "understood": _understood,
    "answer": _answer,
    "unread": _unread,
    "symptom": _symptom,
    "outcome": _outcome,
    "escalate": _escalate,
    "back": _nothing,
    "correct": _nothing,
}
