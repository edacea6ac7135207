"""An article as its reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tournevis.knowledge.models import Article, ArticleText, Kind, Revision
from tournevis.knowledge.models.article import PARTS
from tournevis.knowledge.queries import Standing, standing, text_for
from tournevis.knowledge.rendering import rendered

HEADINGS: dict[str, str | Promise] = {
    "symptoms": _("What is seen"),
    "cause": _("Cause"),
    "workaround": _("Until it is mended"),
    "solution": _("Solution"),
}
NAMES: dict[str, str | Promise] = {"title": _("Title"), "body": _("Text"), **HEADINGS}


@dataclass(frozen=True)
class Line:
    """An article in a list.

    Attributes:
        foreign: its text is in the other language, as it has none in the reader's.
    """

    article: Article
    title: str
    foreign: str
    standing: Standing
    overdue: bool


@dataclass(frozen=True)
class Part:
    """A piece of an article: its heading (none before the text itself) and its HTML."""

    name: str
    heading: str | Promise
    html: SafeString


@dataclass(frozen=True)
class Difference:
    """A part that a revision changed: each line with whether it went (-), came (+) or stayed (=)."""

    heading: str | Promise
    lines: tuple[tuple[str, str], ...]


def line(article: Article, language: str) -> Line:
    """The article as one line of a list."""
    text = text_for(article, language)
    foreign = text.language if text and text.language != language else ""
    overdue = article.review_on is not None and article.review_on <= timezone.localdate()
    return Line(article, text.title if text else "", foreign, standing(article), overdue)


def parts(article: Article, text: ArticleText) -> list[Part]:
    """What the text says, in the order in which it is read; a known error begins with what is seen."""
    named = [*HEADINGS, "body"] if article.kind == Kind.KNOWN_ERROR else ["body", *HEADINGS]
    return [
        Part(name, HEADINGS.get(name, ""), rendered(getattr(text, name), article))
        for name in named
        if getattr(text, name)
    ]


def differences(revision: Revision, before: Revision | None) -> list[Difference]:
    """What a revision changed against the one before it in the same language."""
    found = []
    for name in PARTS:
        old = before.parts.get(name, "") if before else ""
        new = revision.parts.get(name, "")
        if old != new:
            found.append(Difference(NAMES[name], tuple(_compared(old.splitlines(), new.splitlines()))))
    return found


def _compared(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (("=", text) for text in old[a:b])
        else:
            yield from (("-", text) for text in old[a:b])
            yield from (("+", text) for text in new[c:d])
