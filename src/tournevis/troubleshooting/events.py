"""What happened in a case, as plain records: the whole state of a session, to be stored and replayed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from .phrases import phrase

Kind = Literal["understood", "answer", "unread", "symptom", "outcome", "back", "correct", "escalate"]
Verdict = Literal["solved", "partly", "untested", "not_solved", "not_done", "refused"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class BadAnswer(ValueError):
    """An answer, id or act that does not fit the case; its text says what would, in either language."""

    def __init__(self, error: str, **values: object) -> None:
        self.error, self.values = error, values
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        """What is wrong and what would fit."""
        return phrase(f"errors.{self.error}", language, **self.values)


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    Attributes:
        kind: what it is about.
        id: a fact, symptom or remedy.
        value: an answer id or None ("I don't know"); True or False for a symptom; a verdict for an outcome.
        via: asked, stated, understood, corrected, reader, or "probe:<id>".
        data: what else belongs to it (weights and words of the complaint; the reading behind an answer).
    """

    kind: Kind
    id: str = ""
    value: str | bool | None = None
    via: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """A JSON-able form."""
        return {"kind": self.kind, "id": self.id, "value": self.value, "via": self.via, "data": dict(self.data)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Event":
        """The event of `to_json`.

        Raises:
            BadAnswer: no known kind.
        """
        if data.get("kind") not in get_args(Kind):
            raise BadAnswer("unknown_event", id=str(data.get("kind"))[:80])
        return cls(data["kind"], data.get("id", ""), data.get("value"), data.get("via", ""), data.get("data") or {})


def effective(events: Iterable[Event]) -> list[Event]:
    """The events that still count: `back` takes away the last act of a person, `correct` replaces what it names."""
    live: list[Event] = []
    for event in events:
        if event.kind == "back":
            place = last_act(live)
            if place is not None:
                del live[place]
        elif event.kind == "correct":
            _replace(live, event)
        else:
            live.append(event)
    return live


def last_act(live: list[Event]) -> int | None:
    """Place of the last thing that a person did and can take back; what a machine read stays read."""
    for place in range(len(live) - 1, -1, -1):
        event = live[place]
        if event.kind in ("outcome", "escalate") or (event.kind == "answer" and not event.via.startswith("probe:")):
            return place
    return None


def _replace(live: list[Event], event: Event) -> None:
    kinds = ("outcome",) if event.data.get("of") == "outcome" else ("answer", "unread")
    for place in range(len(live) - 1, -1, -1):
        if live[place].id == event.id and live[place].kind in kinds:
            kind: Kind = "outcome" if kinds == ("outcome",) else "answer"
            live[place] = Event(kind, event.id, event.value, "corrected", event.data)
            return
    live.append(Event("answer", event.id, event.value, "corrected", event.data))
