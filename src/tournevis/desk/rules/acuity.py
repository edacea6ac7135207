"""In what order open tickets want attention, and why.

Acuity is counted in hours of waiting: those that really passed since our last word, and a head start for the people
who are touched. As all tickets wait at the same pace, their order never changes by itself: it is kept in a column
(`acuity_at`) and read by an index.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tournevis.desk.models import Impact, StateType, Ticket

# Hours of head start: somebody whose work is stopped goes before whoever has waited a working day, a whole site that
# stands still before anybody who has waited two days.
HEAD_START: dict[tuple[str, bool], tuple[float, str | Promise]] = {
    (Impact.ME, True): (8, _("one person cannot work")),
    (Impact.SOME, False): (4, _("several people are touched")),
    (Impact.SOME, True): (24, _("several people cannot work")),
    (Impact.SITE, False): (12, _("a whole site is touched")),
    (Impact.SITE, True): (48, _("a whole site cannot work")),
    (Impact.EVERYONE, False): (24, _("everyone is touched")),
    (Impact.EVERYONE, True): (96, _("nobody can work")),
}

# A meeting that begins is lost while others wait: who is wanted within the hour goes before several people who cannot
# work. The head start stays once the hour has passed, as the order never changes by itself.
PRESSED: tuple[tuple[timedelta, float, str | Promise], ...] = (
    (timedelta(hours=1), 24, _("it is wanted within the hour")),
    (timedelta(days=1), 4, _("it is wanted within the day")),
)


@dataclass(frozen=True)
class Reason:
    """One thing that makes a ticket more or less acute, in hours of waiting that it counts for."""

    hours: float
    text: str | Promise


@dataclass(frozen=True)
class Acuity:
    """How acute a ticket is, in hours, and what that is made of, weightiest first."""

    score: float
    reasons: tuple[Reason, ...]


def acuity(ticket: Ticket, now: datetime) -> Acuity:
    """How acute `ticket` is at `now`, and why. A finished ticket has none; one that rests until its user answers goes
    after all others, whatever its score.
    """
    if not ticket.is_open:
        return Acuity(0.0, ())
    waited = max((now - ticket.waiting_since).total_seconds() / 3600, 0.0)
    reasons = [Reason(waited, _waiting(ticket, waited))]
    reasons.extend(_head_starts(ticket))
    reasons.sort(key=lambda reason: -reason.hours)
    if ticket.resting:
        reasons.insert(0, Reason(0, _("the next word is the user's")))
    return Acuity(round(sum(reason.hours for reason in reasons), 2), tuple(reasons))


def place(ticket: Ticket) -> None:
    """Put `ticket` at its place in the queue; to be called whenever what acuity is made of changes."""
    hours = sum(reason.hours for reason in _head_starts(ticket))
    ticket.acuity_at = ticket.waiting_since - timedelta(hours=hours) if ticket.is_open else None
    ticket.resting = ticket.state_type == StateType.PENDING


def _head_starts(ticket: Ticket) -> list[Reason]:
    """What puts a ticket before others that wait as long; the time that it is wanted in counts from its complaint."""
    found = [Reason(*start)] if (start := HEAD_START.get((ticket.impact, ticket.blocked))) else []
    if ticket.deadline_at is not None:
        left = ticket.deadline_at - ticket.created_at
        found += [Reason(hours, text) for within, hours, text in PRESSED if left <= within][:1]
    return found


def _waiting(ticket: Ticket, hours: float) -> Promise | str:
    answered = ticket.first_answered_at is not None
    if hours < 1:
        return _("we answered less than an hour ago") if answered else _("it came less than an hour ago")
    if hours < 48:
        if answered:
            text = ngettext_lazy("%(n)d hour since our last word", "%(n)d hours since our last word", "n")
        else:
            text = ngettext_lazy("it has waited for %(n)d hour", "it has waited for %(n)d hours", "n")
        return text % {"n": int(hours)}
    if answered:
        text = ngettext_lazy("%(n)d day since our last word", "%(n)d days since our last word", "n")
    else:
        text = ngettext_lazy("it has waited for %(n)d day", "it has waited for %(n)d days", "n")
    return text % {"n": int(hours // 24)}
