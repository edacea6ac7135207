"""Reading tickets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from tournevis.api import cases
from tournevis.api.door import BearerToken, asker
from tournevis.api.paging import Paging, paged
from tournevis.api.schemas.common import Key, Text
from tournevis.api.schemas.tickets import (
    Counts,
    ImpactWord,
    State,
    TicketBrief,
    TicketPage,
    TicketShape,
    Timeline,
)
from tournevis.desk import queries
from tournevis.desk.models import QUEUED, Ticket
from tournevis.files.models import Attachment
from tournevis.files.views import served
from tournevis.people.models import User
from tournevis.people.rules import allowed

router = Router(tags=["Cases"])
READ = BearerToken("tickets:read")
ORDERS: dict[str, tuple[str, ...]] = {
    "newest": ("-id",),
    "oldest": ("id",),
    "updated": ("updated_at", "id"),
    "acuity": queries.BY_ACUITY,
}


class Wanted(Schema):
    """Which tickets."""

    state: list[State] = Field([], description="One or several; all by default.")
    whose: Literal["all", "mine", "teams", "nobody"] = "all"
    requester: Key | None = None
    assignee: Key | None = None
    team: Key | None = None
    machine: Key | None = None
    impact: ImpactWord | None = None
    blocked: bool | None = None
    updated_since: AwareDatetime | None = None
    created_since: AwareDatetime | None = None
    order: Literal["newest", "oldest", "updated", "acuity"] = Field(
        "newest", description="`updated` for whoever keeps a copy; `acuity` for the open ones, most acute first."
    )


class Searched(Schema):
    """What is looked for."""

    q: Text = Field(min_length=1, max_length=200)


@router.get("/tickets", auth=READ, response=TicketPage, operation_id="list_tickets")
def list_tickets(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> TicketPage:
    """The tickets that I may see, filtered, in the order asked for."""
    rows = _chosen(cases.visible(asker(request)), wanted, asker(request))
    return paged(rows, ORDERS[wanted.order], paging, _briefs, TicketPage)


@router.get("/tickets/search", auth=READ, response=TicketPage, operation_id="search_tickets")
def search_tickets(request: HttpRequest, asked: Query[Searched]) -> TicketPage:
    """The tickets that hold the words, or most of them, best first, at most 50; a number finds its ticket."""
    return TicketPage(items=_briefs(list(queries.search(asker(request), asked.q).tickets[:50])))


@router.get("/tickets/counts", auth=READ, response=Counts, operation_id="count_tickets")
def count_tickets(request: HttpRequest) -> Counts:
    """How many open tickets there are for me to look at."""
    return Counts(**queries.counts(asker(request)))


@router.get("/tickets/{int:number}", auth=READ, response=TicketShape, operation_id="get_ticket")
def get_ticket(request: HttpRequest, number: Key) -> TicketShape:
    """One ticket."""
    return TicketShape.of(cases.found(asker(request), number))


@router.get("/tickets/{int:number}/timeline", auth=READ, response=Timeline, operation_id="list_timeline")
def list_timeline(request: HttpRequest, number: Key, paging: Query[Paging]) -> Timeline:
    """What was said and done, oldest first: all of it for technicians, what is public for its requester."""
    user = asker(request)
    rows = queries.timeline(cases.found(user, number), user)
    return paged(rows, ("id",), paging, lambda rows: cases.entries(rows, user), Timeline)


@router.get("/attachments/{int:key}", auth=READ, operation_id="get_attachment", openapi_extra={"x-bytes": True})
def get_attachment(request: HttpRequest, key: Key) -> HttpResponseBase:
    """The bytes of a file that a message carries."""
    attachment = Attachment.objects.filter(pk=key).first()
    if attachment is None or not allowed(asker(request), "files.read", attachment):
        raise Http404
    return served(attachment, shown=False)


def _chosen(rows: QuerySet[Ticket], wanted: Wanted, user: User) -> QuerySet[Ticket]:
    plain = {
        "requester": wanted.requester,
        "assignee": wanted.assignee,
        "team": wanted.team,
        "asset": wanted.machine,
        "impact": wanted.impact,
        "blocked": wanted.blocked,
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value is not None})
    if wanted.state:
        rows = rows.filter(state_type__in=wanted.state)
    if wanted.order == "acuity":
        rows = rows.filter(QUEUED)
    rows = _since(rows.filter(_whose(user, wanted.whose)), "updated_at", wanted.updated_since)
    return _since(rows, "created_at", wanted.created_since)


def _since(rows: QuerySet[Ticket], column: str, instant: datetime | None) -> QuerySet[Ticket]:
    return rows.filter(**{f"{column}__gte": instant}) if instant else rows


def _whose(user: User, whose: str) -> Q:
    whose_rows = {"mine": Q(assignee=user), "teams": Q(team__in=user.teams.all()), "nobody": Q(assignee=None)}
    return whose_rows.get(whose, Q())


def _briefs(rows: Sequence[Ticket]) -> list[TicketBrief]:
    return [TicketBrief.of(ticket) for ticket in rows]
