"""Tickets and their timeline."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, cast

from ninja import Schema
from pydantic import Field

from tournevis.desk import wording
from tournevis.desk.models import Entry, Ticket
from tournevis.diagnosis import wording as diagnosis_wording
from tournevis.files.models import Attachment
from tournevis.troubleshooting import Base

from .common import Given, Key, Line, Named, Page, PersonBrief, Text, Words

State = Literal["new", "open", "pending", "solved", "closed"]
ImpactWord = Literal["me", "some", "site", "everyone"]
ChannelWord = Literal["portal", "phone", "mail", "walk_in", "terminal"]
EntryKind = Literal["message", "note", "finding", "suggestion", "action", "change", "time", "system"]


class TicketBrief(Schema):
    """A ticket as a list shows it."""

    number: int
    title: str
    state: State
    impact: ImpactWord
    blocked: bool
    channel: ChannelWord
    requester: PersonBrief
    assignee: PersonBrief | None
    team: Named | None
    machine: Named | None
    created_at: datetime
    updated_at: datetime
    wanted_before: datetime | None
    solved_at: datetime | None
    closed_at: datetime | None
    version: int = Field(description="Grows with each change.")

    @classmethod
    def of(cls, ticket: Ticket) -> TicketBrief:
        """A ticket read with `desk.queries.visible_to`."""
        return cls(**_brief(ticket))


class TicketShape(TicketBrief):
    """A ticket."""

    complaint: str

    @classmethod
    def of(cls, ticket: Ticket) -> TicketShape:
        """A ticket read with `desk.queries.visible_to`."""
        return cls(**_brief(ticket), complaint=ticket.complaint)


class TicketPage(Page[TicketBrief]):
    """Some tickets."""


class Counts(Schema):
    """How many open tickets there are for the asker to look at."""

    open: int
    mine: int
    teams: int
    unassigned: int
    resting: int


class AttachmentShape(Schema):
    """A file of a message; its bytes are at `/attachments/{id}`."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str

    @classmethod
    def of(cls, file: Attachment) -> AttachmentShape:
        """A file."""
        return cls(id=file.pk, name=file.name, media_type=file.media_type, size=file.size, sha256=file.sha256)


class EntryShape(Schema):
    """One thing that was said or done."""

    id: int
    kind: EntryKind
    at: datetime
    author: PersonBrief | None
    public: bool = Field(description="Whether the requester reads it.")
    text: str = Field(description="Its words, in the reader's language where the product wrote them.")
    data: dict[str, Any] = Field(description="The same, by its keys.")
    attachments: list[AttachmentShape]

    @classmethod
    def of(cls, entry: Entry, names: wording.Names, base: Base) -> EntryShape:
        """An entry read with `desk.queries.timeline`."""
        told = entry.data.get("diagnosis")
        said = entry.body if entry.kind in ("message", "note") or not told else diagnosis_wording.sentence(base, told)
        return cls(
            id=entry.pk,
            kind=cast("EntryKind", entry.kind),
            at=entry.at,
            author=PersonBrief.or_none(entry.author),
            public=entry.public,
            text=said or entry.body or wording.sentence(entry, names),
            data=entry.data,
            attachments=[AttachmentShape.of(file) for file in entry.attachments.all()],
        )


class Timeline(Page[EntryShape]):
    """Some entries."""


class Opening(Given):
    """A new ticket."""

    complaint: Words = Field(min_length=1, examples=["Elle n'imprime plus depuis ce matin."])
    title: Text = Field("", max_length=200, description="By default the first line of the complaint.")
    requester: Key | None = Field(None, description="Who complains; by default the asker himself.")
    machine: Key | None = None
    impact: ImpactWord = "me"
    blocked: bool = False
    channel: ChannelWord | None = Field(None, description="By default the portal for oneself, the phone for others.")
    team: Key | None = None
    take: bool = Field(False, description="Take it at once, as a technician on the phone does.")


class TicketChange(Given):
    """What to change; what is not sent stays."""

    title: Text | None = Field(None, min_length=1, max_length=200)
    impact: ImpactWord | None = None
    blocked: bool | None = None
    machine: Key | None = Field(None, description="null: about no machine.")


class Said(Given):
    """A message to the other side."""

    text: Words = Field(min_length=1)
    pending: bool = Field(False, description="The ticket then rests until the user answers.")


class Noted(Given):
    """An internal note."""

    text: Words = Field(min_length=1)


class Spent(Given):
    """Time spent."""

    minutes: int = Field(ge=-1440, le=1440)
    text: Line = ""


class Assignment(Given):
    """Whose it is now: a person, a team, a person in a team; neither gives it back to the queue."""

    person: Key | None = None
    team: Key | None = None


class HandOver(Assignment):
    """To whom a case is handed with all that is known, and why."""

    reason: Text = Field("", max_length=2000)
    seen: int | None = Field(None, ge=0, le=10_000)


class Explained(Given):
    """The end, and what it was."""

    explanation: Words = ""
    minutes: int = Field(0, ge=0, le=1440)
    seen: int | None = Field(None, ge=0, le=10_000)


class Reason(Given):
    """Why."""

    reason: Words = Field(min_length=1)


def _brief(ticket: Ticket) -> dict[str, Any]:
    return {
        "number": ticket.number,
        "title": ticket.title,
        "state": ticket.state_type,
        "impact": ticket.impact,
        "blocked": ticket.blocked,
        "channel": ticket.channel,
        "requester": PersonBrief.of(ticket.requester),
        "assignee": PersonBrief.or_none(ticket.assignee),
        "team": Named.of(ticket.team),
        "machine": Named(id=ticket.asset.pk, name=ticket.asset.name) if ticket.asset else None,
        "created_at": ticket.created_at,
        "updated_at": ticket.updated_at,
        "wanted_before": ticket.deadline_at,
        "solved_at": ticket.solved_at,
        "closed_at": ticket.closed_at,
        "version": ticket.version,
    }
