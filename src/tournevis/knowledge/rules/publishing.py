"""Who an article is for, from when, until when it is trusted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tournevis.knowledge.models import Article, ArticleText, Sharing, State
from tournevis.knowledge.rules.articles import REVIEWED_AFTER, writing
from tournevis.people.models import Organisation, Power, Team, User
from tournevis.people.rules import NotAllowed, Refused, record, require

SETTLED = ("state", "publish_at", "team", "limited", "sharing", "owner", "review_on", "versions", "kind")


def settle(
    article: Article, *, by: User, shared_with: Iterable[Organisation] | None = None, **changes: object
) -> list[str]:
    """Change for whom the article is, from when, whose it is, when it is to be reviewed; which of these changed.

    Args:
        changes: of `SETTLED`; a `publish_at` that has come already means now.

    Raises:
        NotAllowed: `by` does not write; or does not publish, and the article is or would be public; or may not share.
        Refused: a value is of another organisation; a draft is to be shared; it has no text.
    """
    require(by, "knowledge.write", article)
    if unknown := set(changes) - set(SETTLED):
        raise TypeError(f"not settled here: {', '.join(sorted(unknown))}")
    with writing(article) as fresh:
        before = {name: getattr(fresh, name) for name in changes}
        for name, value in changes.items():
            setattr(fresh, name, value)
        if fresh.publish_at is not None and fresh.publish_at <= timezone.now():
            fresh.publish_at = None
        changed = [name for name in changes if getattr(fresh, name) != before[name]]
        _check(fresh, by, public_before=before.get("state", fresh.state) == State.PUBLIC, changed=changed)
        if shared_with is not None or "sharing" in changed:
            changed += _share(fresh, shared_with, by, "sharing" in changed)
        if changed:
            after = {name: str(getattr(fresh, name)) for name in changed if name in before}
            told = {name: str(before[name]) for name in after}
            record(by, "article.settle", _title(fresh), before=told, after=after)
    return changed


def publish_due(now: datetime) -> int:
    """Let the articles whose hour has come be read by those whom they are for; how many."""
    due = list(Article.objects.filter(publish_at__lte=now).order_by("publish_at", "pk"))
    for article in due:
        with writing(article) as fresh:
            if fresh.publish_at is not None and fresh.publish_at <= now:
                fresh.publish_at = None
                record(None, "article.publish", _title(fresh), organisation=fresh.organisation)
    return len(due)


def reviewed(article: Article, *, by: User, again_on: date | None = None) -> None:
    """Say that the article still holds; it is to be looked at again on a day, in a year by default.

    Raises:
        NotAllowed. Refused: the day has passed.
    """
    today = timezone.localdate()
    again_on = again_on or today + REVIEWED_AFTER
    if again_on <= today:
        raise Refused(_("Choose a day to come."))
    settle(article, by=by, review_on=again_on)


def agree(article: Article, language: str, *, by: User) -> None:
    """Say that the text in a language agrees with the other one as that now stands."""
    require(by, "knowledge.write", article)
    ArticleText.objects.filter(article=article, language=language).update(agrees_with=article.revision)


def _check(article: Article, by: User, *, public_before: bool, changed: list[str]) -> None:
    is_public = article.state == State.PUBLIC
    if "state" in changed and (is_public or public_before) and not by.can(Power.PUBLISH):
        raise NotAllowed("knowledge.publish")
    if public_before and {"publish_at", "limited"} & set(changed) and not by.can(Power.PUBLISH):
        raise NotAllowed("knowledge.publish")
    for thing in (article.team, article.owner):
        if thing is not None and thing.organisation_id != article.organisation_id:
            raise Refused(_("%(thing)s is not of this organisation.") % {"thing": thing})
    if not article.owner.can(Power.WRITE_KNOWLEDGE):
        raise Refused(_("%(name)s does not write articles.") % {"name": article.owner})
    if article.limited and not isinstance(article.team, Team):
        raise Refused(_("Choose the team that reads it."))
    if article.limited and article.sharing != Sharing.OWN:
        raise Refused(_("What only a team reads is not shared with other organisations."))
    if article.state != State.DRAFT and not article.texts.exists():
        raise Refused(_("Write it first."))


def _share(article: Article, others: Iterable[Organisation] | None, by: User, turned: bool) -> list[str]:
    wanted = set(others or ()) if article.sharing == Sharing.CHOSEN else set()
    before = set(article.shared_with.all())
    if wanted == before and not turned:
        return []
    require(by, "knowledge.share")
    if article.sharing == Sharing.CHOSEN and not wanted:
        raise Refused(_("Choose the organisations that read it."))
    with transaction.atomic():
        article.shared_with.set(wanted)
    return ["shared_with"]


def _title(article: Article) -> str:
    text = article.texts.order_by("language").first()
    return text.title if text else str(article)
