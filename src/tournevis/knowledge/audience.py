"""Who reads an article, said twice from one rule: as marks for the search's index, and as a filter for lists.

A mark is a letter and a number: `p` for everybody and `i` for technicians of an organisation (without a number: of
every one), `t` for a team, `d` for the authors of an organisation and `e` for those of a team while it is a draft.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from tournevis.knowledge.models import Article, Sharing, State
from tournevis.people.models import Power, Team, User

EVERYBODY, STAFF, TEAM, AUTHORS, TEAM_AUTHORS = "p", "i", "t", "d", "e"


def marks_of(article: Article) -> list[str]:
    """The marks of those who may read `article`."""
    team = article.team_id or 0
    if article.state == State.DRAFT or article.is_scheduled:
        return [f"{TEAM_AUTHORS}{team}"] if article.limited else [f"{AUTHORS}{article.organisation_id}"]
    if article.limited and article.state == State.INTERNAL:
        return [f"{TEAM}{team}"]
    letter = EVERYBODY if article.state == State.PUBLIC else STAFF
    if article.sharing == Sharing.ALL:
        return [letter]
    others = article.shared_with.values_list("pk", flat=True) if article.sharing == Sharing.CHOSEN else ()
    return [f"{letter}{pk}" for pk in (article.organisation_id, *others)]


def marks_read_by(user: User) -> list[str]:
    """The marks that `user` reads by."""
    if not user.is_active:
        return []
    own = user.organisation_id
    marks = public_marks(user)
    teams = teams_of(user)
    if user.can(Power.READ):
        marks += [STAFF, f"{STAFF}{own}", *(f"{TEAM}{team}" for team in teams)]
    if user.can(Power.WRITE_KNOWLEDGE):
        marks += [f"{AUTHORS}{own}", *(f"{TEAM_AUTHORS}{team}" for team in teams)]
    return marks


def public_marks(user: User) -> list[str]:
    """The marks of what every user of his organisation reads."""
    return [EVERYBODY, f"{EVERYBODY}{user.organisation_id}"] if user.is_active else []


def readable(user: User) -> Q:
    """The articles that `user` may read."""
    if not user.is_active:
        return Q(pk__in=())
    chosen = Article.shared_with.through.objects.filter(organisation=user.organisation_id).values("article")
    shared = Q(sharing=Sharing.ALL) | Q(sharing=Sharing.CHOSEN, pk__in=chosen)
    own = Q(organisation=user.organisation_id)
    out = Q(publish_at=None)
    his = Q(limited=False) | Q(team__in=_teams(user).values("pk"))
    if user.can(Power.PUBLISH):
        his |= Q(team=None)
    found = Q(out, own | shared, state=State.PUBLIC)
    if user.can(Power.READ):
        found |= Q(out, own & his, state=State.INTERNAL) | Q(out, shared, state=State.INTERNAL, limited=False)
    if user.can(Power.WRITE_KNOWLEDGE):
        found |= own & his & (Q(state=State.DRAFT) | Q(publish_at__isnull=False))
    return found


def teams_of(user: User) -> list[int]:
    """The teams whose articles he reads: his own; for who publishes, every one, and those that are gone (0)."""
    found = list(_teams(user).values_list("pk", flat=True))
    return [0, *found] if user.can(Power.PUBLISH) else found


def _teams(user: User) -> QuerySet[Team]:
    if user.can(Power.PUBLISH):
        return Team.objects.filter(organisation=user.organisation_id)
    return user.teams.filter(organisation=user.organisation_id)
