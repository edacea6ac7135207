"""Time spent on a ticket."""

from __future__ import annotations

from django.db import models
from django.db.models import Sum
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from tournevis.desk.models import Entry, Ticket
from tournevis.desk.rules.writing import add_entry, clean, writing
from tournevis.people.models import User
from tournevis.people.rules import Refused, require

LONGEST = 24 * 60  # minutes


def log_time(ticket: Ticket, minutes: int, *, by: User, words: str = "") -> Entry:
    """Note that `by` spent `minutes` on the ticket; a negative count takes back what was noted wrongly.

    Raises:
        NotAllowed: `by` is not a technician of the organisation.
        Refused: none, more than a day at once, or more taken back than was noted.
    """
    require(by, "desk.edit", ticket)
    words = clean(words)
    if minutes == 0 or abs(minutes) > LONGEST:
        raise Refused(_("Give the time in minutes, at most %(most)s.") % {"most": LONGEST})
    with writing(ticket) as fresh:
        if minutes_spent(fresh) + minutes < 0:
            raise Refused(_("More time would be taken back than was noted."))
        return add_entry(fresh, Entry.Kind.TIME, by=by, body=words, data={"minutes": minutes})


def minutes_spent(ticket: Ticket) -> int:
    """All the time noted on the ticket, in minutes."""
    minutes = Cast(KeyTransform("minutes", "data"), models.IntegerField())
    total = Entry.objects.filter(ticket=ticket, kind=Entry.Kind.TIME).aggregate(total=Sum(minutes))["total"]
    return total or 0
