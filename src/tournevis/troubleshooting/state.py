"""What is known in a case at a moment, folded from its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .events import Event
from .packs import Base


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
    """A remedy's outcome."""

    remedy: str
    verdict: str
    position: int


@dataclass
class State:
    """Everything the next step depends on.

    Attributes:
        weights: fault id -> likelihood ratio of the complaint's words.
        findings: fact id -> its answer.
        asked, read: facts whose filter questions, or whose probes, are used up.
        stale: facts that a remedy made doubtful, to be read again by a machine where it can.
        standing: set-ups that are paid for already.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    language: str = "fr"
    complaint: str = ""
    findings: dict[str, Finding] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    read: dict[str, set[str]] = field(default_factory=dict)
    stale: set[str] = field(default_factory=set)
    symptoms: dict[str, bool] = field(default_factory=dict)
    noticed: tuple[str, ...] = ()
    trials: list[Trial] = field(default_factory=list)
    standing: frozenset[str] = frozenset()
    solved_by: str | None = None
    escalated: str | None = None

    def verdict(self, remedy: str) -> str | None:
        """The last outcome of a remedy, or None where it was not proposed."""
        return next((trial.verdict for trial in reversed(self.trials) if trial.remedy == remedy), None)

    def done(self, remedy: str) -> bool:
        """Whether a remedy's steps were carried out, with whatever success."""
        return self.verdict(remedy) in ("solved", "not_solved")

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
    contains = remedy.kind == "containment"
    verdict = "not_solved" if contains and event.value == "solved" else str(event.value)
    state.trials.append(Trial(event.id, verdict, position))
    if verdict == "solved":
        state.solved_by = event.id
    if verdict in ("solved", "not_solved"):
        state.standing |= {name for name in remedy.setups if name in ("on_site", "case_open", "user_present")}
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
