"""The log of acts, the outbox, the chores."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from tournevis.operations.models import ChoreRun
from tournevis.outbox.models import Message
from tournevis.people import acts
from tournevis.people.models import AuditEntry

from .common import Page, PersonBrief


class ActShape(Schema):
    """One entry of the log; `previous` and `digest` chain it to the one before."""

    number: int
    at: datetime
    act: str
    words: str
    subject: str
    actor: PersonBrief | None = Field(description="Nobody: the product itself.")
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str
    address: str | None
    previous: str
    digest: str

    @classmethod
    def of(cls, entry: AuditEntry) -> ActShape:
        """An entry read with its actor."""
        return cls(
            number=entry.number,
            at=entry.at,
            act=entry.act,
            words=str(acts.called(entry.act)),
            subject=entry.subject,
            actor=PersonBrief.or_none(entry.actor),
            before=entry.before,
            after=entry.after,
            reason=entry.reason,
            address=str(entry.address) if entry.address else None,
            previous=entry.previous,
            digest=entry.digest,
        )


class ActPage(Page[ActShape]):
    """Some entries of the log."""


class MessageShape(Schema):
    """Something on its way out; a secret text is never told."""

    id: int
    channel: str
    to: str
    subject: str
    state: str
    attempts: int
    last_error: str
    about: str
    text: str
    created_at: datetime
    sent_at: datetime | None

    @classmethod
    def of(cls, message: Message) -> MessageShape:
        """A message."""
        plain = {name: getattr(message, name) for name in PLAIN}
        return cls(**plain, id=message.pk, text="" if message.secret else message.body_text)


PLAIN = ("channel", "to", "subject", "state", "attempts", "last_error", "about", "created_at", "sent_at")


class MessagePage(Page[MessageShape]):
    """Some messages."""


class ChoreShape(Schema):
    """A chore done, or tried, on one day."""

    chore: str
    day: date
    at: datetime
    took_ms: int | None
    report: dict[str, int]
    error: str

    @classmethod
    def of(cls, run: ChoreRun) -> ChoreShape:
        """A chore."""
        return cls(chore=run.chore, day=run.day, at=run.at, took_ms=run.took_ms, report=run.report, error=run.error)


class ChorePage(Page[ChoreShape]):
    """Some chores."""
