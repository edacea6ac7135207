"""Reading tickets."""

from __future__ import annotations

from django.db.models import Case, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from tournevis.desk.models import QUEUED, Entry, Posting, StateType, Ticket
from tournevis.files.models import Attachment
from tournevis.people.models import User
from tournevis.people.queries import visible
from tournevis.people.words import Typed, after, typed

BY_ACUITY = ("resting", "acuity_at", "id")
SHOWN = ("requester", "requester__site", "assignee", "team", "asset")


def visible_to(user: User) -> QuerySet[Ticket]:
    """The tickets `user` may see: all of his organisation for a technician, else his own."""
    return visible(Ticket.objects.select_related(*SHOWN), user, own=Q(requester=user))


def get_visible(user: User, number: int) -> Ticket | None:
    """The ticket of that number, if `user` may see it."""
    return visible_to(user).filter(number=number).first()


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
    rows = visible(Ticket.objects.filter(QUEUED), user, own=Q(requester=user))
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
    if not user.is_technician or user.organisation_id != ticket.organisation_id:
        entries = entries.filter(public=True, ticket__requester=user)
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


def search(user: User, text: str) -> QuerySet[Ticket]:
    """The tickets `user` may see that hold every word of `text`, best first, newest first among equals.

    Case and accents do not count, a word need not be written to its end, and a number finds its ticket. A plain user
    is never led to his ticket by the words of an internal note.
    """
    wanted = typed(text)
    if not wanted:
        return visible_to(user).none()
    found = visible_to(user)
    number = text.strip().lstrip("#")
    exact = Q(number=int(number)) if number.isascii() and number.isdigit() and len(number) < 9 else Q(pk=None)
    words = Q()
    for word in wanted:
        words &= Q(pk__in=_scoped(Posting.objects.filter(_form(word)), user).values("ticket"))
    any_form = Q()
    for word in wanted:
        any_form |= _form(word)
    hits = _scoped(Posting.objects.filter(any_form, ticket=OuterRef("pk")), user).values("ticket")
    rank = Coalesce(Subquery(hits.annotate(total=Sum("weight")).values("total")), 0)
    first = Case(When(exact, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.filter(exact | words).annotate(first=first, rank=rank).order_by("first", "-rank", "-id")


def _scoped(postings: QuerySet[Posting], user: User) -> QuerySet[Posting]:
    postings = postings.filter(organisation=user.organisation_id)
    return postings if user.is_technician else postings.filter(public=True)


def _form(word: Typed) -> Q:
    same = Q(word__in=sorted(word.forms))
    if len(word.start) < 3:
        return same
    begins = Q(word__gte=word.start)
    if (end := after(word.start)) is not None:
        begins &= Q(word__lt=end)
    return same | begins


def solved_by_machine(ticket: Ticket, user: User) -> QuerySet[Ticket]:
    """Earlier, finished tickets on the same machine, newest first."""
    rows = visible_to(user).filter(asset=ticket.asset_id, state_type__in=[StateType.SOLVED, StateType.CLOSED])
    return rows.exclude(pk=ticket.pk).order_by("-id") if ticket.asset_id else rows.none()
