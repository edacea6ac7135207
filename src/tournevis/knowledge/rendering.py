"""Markdown to HTML that is safe to show: no tag is taken from the text, and what comes out is cleaned once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import nh3
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tournevis.knowledge.models import Article

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("em", "strong", "s", "a", "img", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt"}, "ol": {"start"}, "th": {"scope"}}
SCHEMES = {"http", "https", "mailto", "tel"}
PICTURES = "/files/"  # a picture comes from our own files, never from elsewhere


def rendered(text: str, article: Article | None = None) -> SafeString:
    """The HTML of a Markdown text; a picture is named as its file is attached: `![the tray](tray.png)`."""
    files = {file.name: reverse("files:read", args=[file.pk]) for file in article.attachments.all()} if article else {}
    html = _parser().render(text, {"files": files})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=_filter,
        link_rel="noopener noreferrer",
    )
    # Cleaned by nh3 one line above.
    return mark_safe(clean)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _image)
    parser.core.ruler.push("lower_headings", _lower_headings)
    return parser


def _image(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Mapping[str, Any]) -> str:
    token = tokens[at]
    source = str(token.attrGet("src") or "")
    token.attrSet("src", env.get("files", {}).get(source, source))
    return str(renderer.image(tokens, at, options, env))


def _lower_headings(state: Any) -> None:
    """The page's own title is the only heading of the first level."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """Drops the address of a picture from elsewhere."""
    if (tag, attribute) == ("img", "src") and not value.startswith(PICTURES):
        return None
    return value
