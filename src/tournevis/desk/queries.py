"""Reading tickets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When

from tournevis.desk.concerning import concerning
from tournevis.desk.models import QUEUED, Entry, Ticket
from tournevis.desk.shelves import shelves_of
from tournevis.files.models import Attachment
from tournevis.people.models import User
from tournevis.people.queries import visible
from tournevis.search.queries import search as find

MOST = 200  # tickets of one search; nobody reads further, he types one more word
MOST_OWN = 1_000  # of the tickets in which somebody searches who does not see all
BY_ACUITY = ("resting", "acuity_at", "id")
PLACE = {"at": "requester__site", "team": "team"}
SHOWN = ("requester", "requester__site", "assignee", "team", "asset")


def visible_to(user: User) -> QuerySet[Ticket]:
    """The tickets `user` may see: all of his organisation for who reads all, else those that are his to follow."""
    return visible(Ticket.objects.select_related(*SHOWN), user, own=concerning(user), **PLACE)


def open_by_acuity(user: User) -> QuerySet[Ticket]:
    """The open tickets that `user` may see, most acute first; resting ones last. Page by `BY_ACUITY`."""
    return visible_to(user).filter(QUEUED).order_by(*BY_ACUITY)


def queue_of(user: User) -> QuerySet[Ticket]:
    """The open tickets that may come to `user`: of his teams, or of no team; most acute first."""
    mine = Q(team=None) | Q(team__in=user.teams.all())
    return open_by_acuity(user).filter(mine)


def counts(user: User) -> dict[str, int]:
    """How many open tickets there are for `user` to look at: all, his, his teams', nobody's, resting."""
    found = {"open": 0, "mine": 0, "teams": 0, "unassigned": 0, "resting": 0}
    teams = set(user.teams.values_list("pk", flat=True))
    rows = visible(Ticket.objects.filter(QUEUED), user, own=concerning(user), **PLACE)
    for assignee, team, resting in rows.values_list("assignee_id", "team_id", "resting"):
        found["open"] += 1
        found["mine"] += assignee == user.pk
        found["teams"] += team in teams
        found["unassigned"] += assignee is None and not resting
        found["resting"] += resting
    return found


def timeline(ticket: Ticket, user: User) -> QuerySet[Entry]:
    """What `user` may read of the timeline, oldest first, with authors and attachments in two more queries."""
    entries = Entry.objects.filter(ticket=ticket).select_related("author").order_by("id")
    if not user.is_reader or user.organisation_id != ticket.organisation_id:
        entries = entries.filter(concerning(user, "ticket__"), public=True)
    return entries.prefetch_related(Prefetch("attachments", queryset=Attachment.objects.order_by("id")))


def near(ticket: Ticket, user: User) -> QuerySet[Ticket]:
    """Open tickets on the same machine, of the same person or at the same site, nearest first."""
    same_asset = Q(asset=ticket.asset_id) if ticket.asset_id else Q(pk=None)
    same_site = Q(requester__site=ticket.requester.site_id) if ticket.requester.site_id else Q(pk=None)
    same_person = Q(requester=ticket.requester_id)
    nearness = Case(
        When(same_asset, then=Value(0)), When(same_person, then=Value(1)), default=Value(2), output_field=IntegerField()
    )
    rows = visible_to(user).filter(same_asset | same_person | same_site, QUEUED)
    return rows.exclude(pk=ticket.pk).annotate(nearness=nearness).order_by("nearness", "-id")


@dataclass(frozen=True)
class Found:
    """The tickets that a search found, best first, and how (see `search.queries.Answer`)."""

    tickets: QuerySet[Ticket]
    whole: bool = True
    mended: Mapping[str, str] = field(default_factory=dict)


def search(user: User, text: str) -> Found:
    """The tickets `user` may see that answer `text`, best first; at most `MOST`.

    Case, accents, endings and slips do not count, a word need not be written to its end, and a number finds its ticket.
    A plain user is led to his tickets by their open words alone.
    """
    seen = visible_to(user)
    among = (
        None
        if user.is_reader and not user.is_bound
        else list(seen.order_by("-id").values_list("pk", flat=True)[:MOST_OWN])
    )
    answer = find(text, shelves_of(user), among=among)
    best = answer.documents[:MOST]
    number = text.strip().lstrip("#")
    if number.isascii() and number.isdigit() and len(number) < 9:
        best = list(dict.fromkeys([*seen.filter(number=int(number)).values_list("pk", flat=True), *best]))
    place = Case(*(When(pk=pk, then=Value(at)) for at, pk in enumerate(best)), output_field=IntegerField())
    tickets = seen.filter(pk__in=best)
    return Found(tickets.order_by(place) if best else tickets, answer.whole, answer.mended)
