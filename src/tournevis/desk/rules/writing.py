"""How a ticket is written: one writer at a time, the timeline and the words along with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tournevis.desk import hearing
from tournevis.desk.models import Entry, StateType, Ticket
from tournevis.desk.rules import indexing
from tournevis.desk.rules.acuity import place
from tournevis.files.models import Attachment
from tournevis.people.models import User
from tournevis.people.plain import plain
from tournevis.people.rules import Refused

MAX_TITLE, MAX_TEXT = 200, 20_000


class Overtaken(Refused):
    """Somebody else changed the ticket since the writer saw it."""


class Closed(Refused):
    """The ticket is closed: it takes no more words until it is opened again."""


class TooLong(Refused):
    """A text is longer than a ticket takes."""


@contextmanager
def writing(ticket: Ticket, *, expected: int | None = None) -> Iterator[Ticket]:
    """The ticket as it stands now, locked, to be changed; saved with its next version at the end of the block.

    `ticket` itself then shows the same.

    Raises:
        Overtaken: its version is no longer `expected`.
    """
    with transaction.atomic():
        fresh = Ticket.objects.select_for_update().get(pk=ticket.pk)
        if expected is not None and fresh.version != expected:
            raise Overtaken(_("Somebody changed this ticket in the meantime: look at it again, then repeat your act."))
        yield fresh
        fresh.version += 1
        fresh.updated_at = max(timezone.now(), fresh.updated_at)
        place(fresh)
        fresh.save()
    for field in Ticket._meta.concrete_fields:
        setattr(ticket, field.attname, getattr(fresh, field.attname))
    # Related rows read before may be stale; they are read again when asked for.
    ticket._state.fields_cache.clear()


def record_entry(
    ticket: Ticket,
    kind: Entry.Kind | str,
    *,
    by: User | None,
    body: str = "",
    public: bool = False,
    data: dict[str, Any] | None = None,
) -> Entry:
    """Add an entry to the timeline, for a room that acts on tickets (a finding, a suggestion, an action).

    The right to act is for the caller to check. Who adds several in one act opens `writing` once and uses `add_entry`.
    """
    with writing(ticket) as fresh:
        return add_entry(fresh, kind, by=by, body=body, public=public, data=data)


def add_entry(
    ticket: Ticket,
    kind: Entry.Kind | str,
    *,
    by: User | None,
    body: str = "",
    public: bool = False,
    data: dict[str, Any] | None = None,
    attachments: Iterable[Attachment] = (),
    at: datetime | None = None,
) -> Entry:
    """Add an entry to the timeline of a ticket that is held by `writing`, and its words to the search."""
    kept = list(attachments)
    entry = Entry.objects.create(
        ticket=ticket, kind=kind, author=by, body=body, public=public, data=data or {}, at=at or timezone.now()
    )
    if kept:
        entry.attachments.set(kept)
    if entry.kind in indexing.SAID:
        names = " ".join(attachment.name for attachment in kept)
        indexing.add(ticket, f"{body} {names}", public=public)
    hearing.tell(ticket, entry)
    return entry


def record_change(
    ticket: Ticket, field: str, before: object, after: object, *, by: User | None, public: bool = False
) -> None:
    """Add to the timeline that a field changed, by the values it is kept by (see `wording.sentence`)."""
    data = {"field": field, "before": before, "after": after}
    add_entry(ticket, Entry.Kind.CHANGE, by=by, public=public, data=data)


def change_state(ticket: Ticket, state: StateType, *, by: User | None) -> None:
    """Change the state, and say so in the timeline; nothing when it is so already."""
    if ticket.state_type != state:
        before, ticket.state_type = ticket.state_type, state
        record_change(ticket, "state_type", before, str(state), by=by, public=True)


def clean(text: str, *, limit: int = MAX_TEXT) -> str:
    """`text` as it is kept: ends of lines as one sign, no NUL nor other control sign, no blank at its ends.

    Raises:
        TooLong: it has more than `limit` letters; the message says how many.
    """
    text = plain(text)
    if len(text) > limit:
        message = _("This text has %(length)s letters; at most %(limit)s can be kept. Attach it as a file instead.")
        raise TooLong(message % {"length": len(text), "limit": limit})
    return text
