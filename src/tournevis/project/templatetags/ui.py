"""Drawing helpers for templates, loaded everywhere: icons, badges, dates, page heads, empty states, timeline entries.


{% icon "printer" %}
{% badge "Open" tone="ok" icon="circle-check" %}          tones: quiet info ok warn bad
{% when ticket.created_at %}                              "3 hours ago", the full date on hover
{% page_head title lead="…" back=url back_label="…" count=12 %} buttons {% endpage_head %}
{% empty "Nothing waits" icon="mood-happy" %} what to do next {% endempty %}
{% entry kind="message" author=user at=entry.at public=True %} body {% endentry %}

"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from tournevis.people.models import Power, User

register = template.Library()

TONES = {"quiet", "info", "ok", "warn", "bad"}
ENTRY_ICONS = {
    "message": "message",
    "note": "note",
    "finding": "list-check",
    "suggestion": "bulb",
    "action": "tool",
    "change": "arrows-exchange",
    "time": "clock",
    "system": "robot",
}


@register.filter
def can(user: Any, power: str) -> bool:
    """Whether the signed-in user has a power: `{% if user|can:"administer" %}`."""
    return isinstance(user, User) and user.can(Power(power))


@register.simple_tag
def icon(name: str) -> SafeString:
    """The Tabler icon `name`, decorative: words stand beside it, so readers of screens skip it."""
    drawing = '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>'
    return format_html(drawing, static("vendor/icons.svg"), name)


@register.simple_tag
def badge(text: object, tone: str = "quiet", icon: str = "") -> SafeString:
    """A small label; its words carry the meaning, its tone only helps the eye."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"badge: no tone {tone!r}, only {', '.join(sorted(TONES))}")
    drawn = globals()["icon"](icon) if icon else ""
    return format_html('<span class="tag tag-{}">{}{}</span>', tone, drawn, text)


@register.simple_tag
def when(instant: datetime | None, *, exact: bool = False) -> SafeString:
    """How long ago `instant` was, or its date when older than a week; the whole date is in the title."""
    if instant is None:
        return SafeString("")
    local = timezone.localtime(instant)
    full = date_format(local, "DATETIME_FORMAT")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', local.isoformat(), full, full if exact else ago(local)
    )


def ago(local: datetime) -> str:
    """In words: "just now", "3 hours ago", "in 2 days", or a date when more than a week away."""
    seconds = (timezone.now() - local).total_seconds()
    if abs(seconds) < 60:
        return _("just now")
    if abs(seconds) > 7 * 24 * 3600:
        return date_format(local, "SHORT_DATE_FORMAT")
    if seconds > 0:
        return _("%(time)s ago") % {"time": timesince(local, depth=1)}
    return _("in %(time)s") % {"time": timesince(timezone.now(), now=local, depth=1)}


@register.filter
def initials(user: object) -> str:
    """One or two letters that stand for a person."""
    parts = str(user).split("@")[0].replace(".", " ").split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper() or "?"


@register.filter
def seconds_as_minutes(seconds: float | None) -> str:
    """Whole minutes of a duration in seconds, at least 1."""
    return "" if seconds is None else str(max(1, round(seconds / 60)))


@register.simple_block_tag
def page_head(
    content: str, title: object, lead: object = "", back: str = "", back_label: object = "", count: int | None = None
) -> str:
    """The head of a page: title, one line of what it is for, and its acts (the tag's content)."""
    context = {
        "content": SafeString(content.strip()),
        "title": title,
        "lead": lead,
        "back": back,
        "back_label": back_label or _("Back"),
        "count": count,
    }
    return render_to_string("project/components/page_head.html", context)


@register.simple_block_tag
def empty(content: str, title: object, icon: str = "mood-smile") -> str:
    """What a list shows when it holds nothing: why, and what to do next (the tag's content)."""
    context = {"content": SafeString(content.strip()), "title": title, "icon": icon}
    return render_to_string("project/components/empty.html", context)


@register.simple_block_tag
def entry(
    content: str,
    kind: str = "message",
    author: object = "",
    title: object = "",
    at: datetime | None = None,
    public: bool = True,
    key: object = "",
) -> str:
    """One line of a timeline; `kind` is that of desk's Entry and chooses the icon."""
    context: dict[str, Any] = {
        "content": SafeString(content.strip()),
        "kind": kind,
        "icon": ENTRY_ICONS.get(kind, "point"),
        "author": author,
        "title": title,
        "at": at,
        "public": public,
        "internal": _("Internal"),
        "key": key,
    }
    return render_to_string("project/components/entry.html", context)
