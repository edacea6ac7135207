"""The list of cases: which ones, in what order, and what each row says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tournevis.desk.models import OPEN_STATES, StateType, Ticket
from tournevis.desk.queries import BY_ACUITY, visible_to
from tournevis.desk.rules import Acuity, acuity
from tournevis.diagnosis.models import Diagnosis
from tournevis.diagnosis.wording import fault_name
from tournevis.people.models import User
from tournevis.troubleshooting import Base

WHOSE: dict[str, str | Promise] = {
    "all": pgettext_lazy("cases", "All"),
    "mine": _("Mine"),
    "teams": _("My teams"),
    "nobody": _("Nobody's"),
}
STATES: dict[str, str | Promise] = {
    "open": _("Open"),
    "new": _("New"),
    "going": _("In progress"),
    "pending": _("Waiting for the user"),
    "finished": _("Finished"),
}
SORTS: dict[str, str | Promise] = {
    "acuity": _("Most acute first"),
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
}
TYPES: dict[str, tuple[StateType, ...]] = {
    "open": OPEN_STATES,
    "new": (StateType.NEW,),
    "going": (StateType.OPEN,),
    "pending": (StateType.PENDING,),
    "finished": (StateType.SOLVED, StateType.CLOSED),
}
# How long ago a case was opened, in hours: [from, to).
AGES: dict[str, tuple[str | Promise, int, int | None]] = {
    "hours": (_("Less than 4 hours"), 0, 4),
    "day": (_("4 to 24 hours"), 4, 24),
    "days": (_("1 to 3 days"), 24, 72),
    "older": (_("More than 3 days"), 72, None),
}
LIKELY, SURE = 0.25, 0.5  # belief from which a cause is named in a list, and from which it is counted
LED_LATELY = timedelta(minutes=10)


@dataclass(frozen=True)
class Filter:
    """What is asked of the list, as its address says it; what is not known there is as if it were not said."""

    whose: str = "all"
    state: str = "open"
    age: str = ""
    assignee: str = ""
    cause: str = ""
    since: str = ""
    blocked: str = ""
    sort: str = "acuity"

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Filter:
        """The filter that an address asks for."""
        whose, state, age = asked.get("whose", "all"), asked.get("state", "open"), asked.get("age", "")
        assignee = asked.get("assignee", "")
        return cls(
            whose=whose if whose in WHOSE else "all",
            state=state if state in STATES else "open",
            age=age if age in AGES else "",
            assignee=assignee if assignee.isascii() and assignee.isdigit() and len(assignee) < 12 else "",
            cause=asked.get("cause", "").replace("\0", "")[:80],
            since="month" if asked.get("since") == "month" else "",
            sort=asked.get("sort", "") if asked.get("sort") in SORTS else "acuity",
            blocked="yes" if asked.get("blocked") == "yes" else "",
        )

    def address(self, **changes: str) -> str:
        """The query of this filter with some changes, without what is usual; never empty, which means the kept view."""
        usual = Filter()
        said = {field.name: changes.get(field.name, getattr(self, field.name)) for field in fields(self)}
        return urlencode({k: value for k, value in said.items() if k == "whose" or value != getattr(usual, k)})

    @property
    def order(self) -> tuple[str, ...]:
        """The columns of the order that is asked for; what is finished has no acuity, and comes newest first."""
        if self.sort == "oldest":
            return ("id",)
        return ("-id",) if self.sort == "newest" or self.state == "finished" else BY_ACUITY


@dataclass(frozen=True)
class CaseRow:
    """A case in a list: how acute and why, what it probably is, whether its user is being led through it now."""

    ticket: Ticket
    acuity: Acuity
    tone: str
    cause: str
    percent: int
    led: bool


def cases(user: User, wanted: Filter) -> QuerySet[Ticket]:
    """The cases that a filter asks for, in its order, with what their rows show in the same query."""
    rows = visible_to(user).select_related("diagnosis").filter(state_type__in=TYPES[wanted.state])
    rows = rows.filter(_whose(user, wanted.whose))
    if wanted.age:
        rows = rows.filter(opened_within(wanted.age, timezone.now()))
    if wanted.assignee:
        rows = rows.filter(assignee=int(wanted.assignee))
    if wanted.cause:
        rows = rows.filter(diagnosis__likeliest=wanted.cause, diagnosis__probability__gte=SURE)
    if wanted.since == "month":
        rows = rows.filter(solved_at__gte=month_start(timezone.now()))
    if wanted.blocked:
        rows = rows.filter(blocked=True)
    return rows.order_by(*wanted.order)


def opened_within(age: str, now: datetime) -> Q:
    """Opened so long ago."""
    _name, youngest, oldest = AGES[age]
    found = Q(created_at__lte=now - timedelta(hours=youngest))
    return found & Q(created_at__gt=now - timedelta(hours=oldest)) if oldest is not None else found


def month_start(now: datetime) -> datetime:
    """The first instant of the month, where the site is."""
    return timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def row(ticket: Ticket, now: datetime, base: Base) -> CaseRow:
    """What a list says of a case; `base` names the causes."""
    found, diagnosis = acuity(ticket, now), getattr(ticket, "diagnosis", None)
    known = diagnosis is not None and diagnosis.probability >= LIKELY
    return CaseRow(
        ticket=ticket,
        acuity=found,
        tone=tone(found, resting=ticket.resting),
        cause=fault_name(base, diagnosis.likeliest) if diagnosis and known else "",
        percent=round(100 * diagnosis.probability) if diagnosis and known else 0,
        led=diagnosis is not None and led_lately(diagnosis, ticket),
    )


def led_lately(diagnosis: Diagnosis, ticket: Ticket) -> bool:
    """Whether the user is being led through his case in the portal now, and nobody has it yet."""
    by_himself = ticket.state_type == StateType.NEW and diagnosis.handed_over_at is None
    return by_himself and diagnosis.led_at is not None and timezone.now() - diagnosis.led_at < LED_LATELY


def tone(found: Acuity, *, resting: bool = False) -> str:
    """How loud a case is drawn: what counts as a day of waiting is red, as a working day amber."""
    if resting:
        return "quiet"
    return "bad" if found.score >= 24 else "warn" if found.score >= 8 else "quiet"


def _whose(user: User, whose: str) -> Q:
    if whose == "mine":
        return Q(assignee=user)
    if whose == "teams":
        return Q(team__in=user.teams.all())
    return Q(assignee=None) if whose == "nobody" else Q()
