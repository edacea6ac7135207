"""The activity log in words."""

from __future__ import annotations

from django import template

from tournevis.people import acts
from tournevis.people.models import AuditEntry

register = template.Library()


@register.filter
def act_words(act: str) -> acts.Words:
    """What an act is called."""
    return acts.called(act)


@register.filter
def changes(entry: AuditEntry) -> list[tuple[acts.Words, str, str]]:
    """What an act changed: name, before, after."""
    return acts.changes(entry.act, entry.before, entry.after)
