"""A ticket is opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tournevis.assets.models import Asset
from tournevis.desk.models import Channel, Entry, Impact, Numbering, Ticket
from tournevis.desk.rules import indexing, notices
from tournevis.desk.rules.acuity import place
from tournevis.desk.rules.writing import MAX_TITLE, add_entry, clean
from tournevis.files.rules import Upload, check, take
from tournevis.people.models import Organisation, Team, User
from tournevis.people.rules import Refused, require


def open_ticket(
    requester: User,
    complaint: str,
    *,
    by: User,
    title: str = "",
    channel: Channel | str = Channel.PORTAL,
    asset: Asset | None = None,
    impact: Impact | str = Impact.ME,
    blocked: bool = False,
    deadline: timedelta | None = None,
    team: Team | None = None,
    uploads: Iterable[Upload] = (),
    at: datetime | None = None,
) -> Ticket:
    """Open a ticket for `requester`, in his words; a technician may open it for somebody who calls.

    Args:
        title: its subject; the first line of the complaint by default.
        deadline: how long after his complaint it is wanted mended.
        at: when he complained, if that was not now (a mail, a demonstration).

    Raises:
        NotAllowed: `by` is neither the requester nor a technician of his organisation.
        Refused: no complaint; a machine or team of another organisation; no such impact or channel.
        TooLong: the complaint is too long. BadFile: a file cannot be taken.
    """
    require(by, "desk.open" if by.pk == requester.pk else "desk.open_for_others", requester)
    complaint = clean(complaint)
    if not complaint:
        raise Refused(_("Say what does not work."))
    _check(requester, asset, team, channel, impact)
    uploads = list(uploads)
    check(uploads)
    at = at or timezone.now()
    fields: dict[str, Any] = {"asset": asset, "team": team, "channel": channel, "impact": impact, "blocked": blocked}
    with transaction.atomic():
        ticket = Ticket(
            organisation=requester.organisation,
            number=_next_number(requester.organisation),
            title=_subject(title, complaint),
            complaint=complaint,
            requester=requester,
            opened_by=by,
            created_at=at,
            updated_at=at,
            waiting_since=at,
            deadline_at=at + deadline if deadline is not None else None,
            **fields,
        )
        place(ticket)
        ticket.save()
        indexing.add_title(ticket)
        data = {"opens": True} if by.pk == requester.pk else {"opens": True, "opened_by": by.pk}
        kept = take(uploads, by=by)
        add_entry(
            ticket, Entry.Kind.MESSAGE, by=requester, body=complaint, public=True, data=data, attachments=kept, at=at
        )
        notices.opened(ticket, by=by)
    return ticket


def _subject(title: str, complaint: str) -> str:
    first = " ".join((clean(title) or complaint.splitlines()[0]).split())
    return str(Truncator(first).chars(MAX_TITLE if title else 100))


def _check(
    requester: User, asset: Asset | None, team: Team | None, channel: Channel | str, impact: Impact | str
) -> None:
    if not requester.is_active:
        raise Refused(_("The account of %(name)s is closed.") % {"name": requester})
    for thing in (asset, team):
        if thing is not None and thing.organisation_id != requester.organisation_id:
            raise Refused(_("%(thing)s is not of this organisation.") % {"thing": thing})
    if impact not in Impact.values or channel not in Channel.values:
        raise Refused(_("There is no such choice: %(value)s") % {"value": f"{impact}, {channel}"})


def _next_number(organisation: Organisation) -> int:
    """The next number; a ticket whose transaction fails gives it back, one that is committed never does."""
    numbering, made = Numbering.objects.get_or_create(organisation=organisation, defaults={"last": 1})
    if not made:
        # The update locks the row until the end of the transaction, so no other ticket can read the same number.
        Numbering.objects.filter(pk=numbering.pk).update(last=F("last") + 1)
        numbering.refresh_from_db()
    return numbering.last
