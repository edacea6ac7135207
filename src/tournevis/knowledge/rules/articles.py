"""Writing articles: each change is a revision, kept for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tournevis.files.rules import Upload, check, take
from tournevis.knowledge.models import Article, ArticleFault, ArticleText, Kind, Revision
from tournevis.knowledge.models.article import PARTS
from tournevis.knowledge.queries import base_of, edition_now
from tournevis.knowledge.shelves import index
from tournevis.people.models import Language, Team, User
from tournevis.people.plain import plain
from tournevis.people.rules import Refused, record, require

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TITLE, MAX_PART = 200, 50_000  # letters
REVIEWED_AFTER = timedelta(days=365)


class TooLong(Refused):
    """A text is longer than an article takes."""


class Overtaken(Refused):
    """Somebody else changed the article since the writer saw it."""


def draft_article(
    *,
    by: User,
    title: str,
    language: str = "",
    kind: Kind | str = Kind.HOW_TO,
    team: Team | None = None,
    faults: Iterable[str] = (),
    versions: str = "",
    **parts: str,
) -> Article:
    """A new draft in one language (that of `by` by default), owned by `by`, to be reviewed in a year.

    Args:
        faults: those of the base that it speaks of.
        parts: what it says (see `models.article.PARTS`).

    Raises:
        NotAllowed: `by` does not write articles. Refused: no title; no such kind, fault, team or language. TooLong.
    """
    require(by, "knowledge.write")
    if kind not in Kind.values:
        raise Refused(_("There is no such choice: %(value)s") % {"value": kind})
    if team is not None and team.organisation_id != by.organisation_id:
        raise Refused(_("%(thing)s is not of this organisation.") % {"thing": team})
    with transaction.atomic():
        article = Article.objects.create(
            organisation=by.organisation,
            kind=kind,
            team=team,
            owner=by,
            versions=plain(versions)[:200],
            review_on=timezone.localdate() + REVIEWED_AFTER,
        )
        link_faults(article, faults, by=by)
        write(article, language or by.language, {"title": title, **parts}, by=by)
    return article


def write(
    article: Article,
    language: str,
    parts: Mapping[str, str],
    *,
    by: User,
    expected: int | None = None,
    restored: int | None = None,
) -> ArticleText:
    """Let `article` say `parts` in a language; what is not given stays. A change that changes nothing is none.

    Args:
        expected: the article's revision that the writer saw.
        restored: the revision that this brings back.

    Raises:
        NotAllowed. Refused: no title, no such language. TooLong. Overtaken: the article is at another revision.
    """
    require(by, "knowledge.write", article)
    if language not in Language.values:
        raise Refused(_("There is no such choice: %(value)s") % {"value": language})
    checked = check_parts(parts)
    with writing(article, expected) as fresh:
        text = ArticleText.objects.filter(article=fresh, language=language).first()
        text = text or ArticleText(article=fresh, language=language)
        if text.pk and all(getattr(text, name) == value for name, value in checked.items()):
            return text
        for name, value in checked.items():
            setattr(text, name, value)
        if not text.title:
            raise Refused(_("Give a title."))
        _keep(fresh, text, by, restored)
    return text


def restore(article: Article, number: int, *, by: User) -> ArticleText:
    """Let the article say in one language what it said at a revision; the revisions since stay in the history.

    Raises:
        NotAllowed. Refused: it has no such revision.
    """
    revision = Revision.objects.filter(article=article, number=number).first()
    if revision is None:
        raise Refused(_("There is no such revision."))
    parts = {name: revision.parts.get(name, "") for name in PARTS}
    return write(article, revision.language, parts, by=by, restored=number)


def attach(article: Article, uploads: Iterable[Upload], *, by: User) -> None:
    """Add files and pictures; a text shows a picture by its name: `![what it shows](name.png)`.

    Raises:
        NotAllowed. BadFile: a file cannot be taken.
    """
    require(by, "knowledge.write", article)
    uploads = list(uploads)
    check(uploads)
    with transaction.atomic():
        article.attachments.add(*take(uploads, by=by))


def link_faults(article: Article, faults: Iterable[str], *, by: User) -> None:
    """Say of which faults of the base the article speaks: exactly these.

    Raises:
        NotAllowed. Refused: there is no such fault.
    """
    require(by, "knowledge.write", article)
    wanted, known = dict.fromkeys(faults), base_of(edition_now(by.organisation)).faults
    if unknown := [fault for fault in wanted if fault not in known]:
        raise Refused(_("There is no such fault: %(names)s") % {"names": ", ".join(unknown)})
    with transaction.atomic():
        ArticleFault.objects.filter(article=article).exclude(fault__in=wanted).delete()
        rows = [ArticleFault(article=article, fault=fault) for fault in wanted]
        ArticleFault.objects.bulk_create(rows, ignore_conflicts=True)


def check_parts(parts: Mapping[str, str]) -> dict[str, str]:
    """The parts as they are kept.

    Raises:
        TypeError: there is no such part. TooLong: the message says which limit.
    """
    if unknown := set(parts) - set(PARTS):
        raise TypeError(f"no part of an article: {', '.join(sorted(unknown))}")
    checked = {name: plain(value) for name, value in parts.items()}
    if "title" in checked:
        checked["title"] = " ".join(checked["title"].split())
    for name, value in checked.items():
        limit = MAX_TITLE if name == "title" else MAX_PART
        if len(value) > limit:
            message = _("This text has %(length)s letters; at most %(limit)s can be kept.")
            raise TooLong(message % {"length": len(value), "limit": limit})
    return checked


@contextmanager
def writing(article: Article, expected: int | None = None) -> Iterator[Article]:
    """The article as it stands, locked, to be changed; saved at the end, with its postings, and `article` shows it."""
    with transaction.atomic():
        fresh = Article.objects.select_for_update().get(pk=article.pk)
        if expected is not None and fresh.revision != expected:
            raise Overtaken(_("Somebody changed this article in the meantime: look at it again, then repeat your act."))
        yield fresh
        fresh.updated_at = timezone.now()
        fresh.save()
        index(fresh)
    for field in Article._meta.concrete_fields:
        setattr(article, field.attname, getattr(fresh, field.attname))
    article._state.fields_cache.clear()


def _keep(article: Article, text: ArticleText, by: User, restored: int | None) -> None:
    article.revision += 1
    text.revision = article.revision
    text.save()
    Revision.objects.create(
        article=article,
        number=article.revision,
        language=text.language,
        parts=text.parts(),
        author=by,
        restored=restored,
    )
    act = "article.create" if article.revision == 1 else "article.write"
    record(by, act, text.title, after={"language": text.language, "revision": article.revision})
