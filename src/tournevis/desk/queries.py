"""Reading tickets."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Max, Prefetch, Q, QuerySet, Sum, Value, When

from tournevis.desk.concerning import concerning
from tournevis.desk.models import QUEUED, Entry, Posting, Ticket
from tournevis.files.models import Attachment
from tournevis.people.models import User
from tournevis.people.queries import visible
from tournevis.people.words import Typed, after, typed

MOST = 200  # tickets of one search; nobody reads further, he types one more word
MOST_WORDS = 100  # that begin like a typed one
BY_ACUITY = ("resting", "acuity_at", "id")
SHOWN = ("requester", "requester__site", "assignee", "team", "asset")


def visible_to(user: User) -> QuerySet[Ticket]:
    """The tickets `user` may see: all of his organisation for who reads all, else those that are his to follow."""
    return visible(Ticket.objects.select_related(*SHOWN), user, own=concerning(user))


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
    rows = visible(Ticket.objects.filter(QUEUED), user, own=concerning(user))
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


def search(user: User, text: str) -> QuerySet[Ticket]:
    """The tickets `user` may see that hold every word of `text`, best first, newest first among equals; at most `MOST`.

    Case and accents do not count, a word need not be written to its end, and a number finds its ticket. A plain user
    is never led to his ticket by the words of an internal note.
    """
    found = _holding(user, typed(text))
    number = text.strip().lstrip("#")
    if number.isascii() and number.isdigit() and len(number) < 9:
        exact = visible_to(user).filter(number=int(number)).values_list("pk", flat=True)
        found = list(dict.fromkeys([*exact, *found]))
    place = Case(*(When(pk=pk, then=Value(at)) for at, pk in enumerate(found)), output_field=IntegerField())
    tickets = visible_to(user).filter(pk__in=found)
    return tickets.order_by(place) if found else tickets


def _holding(user: User, words: list[Typed]) -> list[int]:
    """The best tickets that hold every word: each word's own part of the index is read, and summed by ticket."""
    known = [_known(user, word) for word in words]
    if not known or not all(known):
        return []
    rows = Posting.objects.filter(organisation=user.organisation_id, word__in=sorted(set().union(*known)))
    if not user.is_reader:
        rows = rows.filter(concerning(user, "ticket__"), public=True)
    held = {
        f"word_{at}": Max(Case(When(word__in=sorted(any_of), then=1), default=0)) for at, any_of in enumerate(known)
    }
    by_ticket = rows.values("ticket").annotate(**held, rank=Sum("weight")).filter(**dict.fromkeys(held, 1))
    return list(by_ticket.order_by("-rank", "-ticket").values_list("ticket", flat=True)[:MOST])


def _known(user: User, word: Typed) -> set[str]:
    """The words of the organisation's tickets that answer a typed one: its forms, and those that begin with it.

    Asked apart, since a database reads an index by a list of words but not by a list or a range.
    """
    rows = Posting.objects.filter(organisation=user.organisation_id)
    found = set(rows.filter(word__in=sorted(word.forms)).values_list("word", flat=True).distinct())
    if len(word.start) < 3:
        return found
    begins = rows.filter(word__gte=word.start)
    if (end := after(word.start)) is not None:
        begins = begins.filter(word__lt=end)
    return found.union(begins.values_list("word", flat=True).distinct()[:MOST_WORDS])
