"""The names of what is handed out, in the reader's language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LABELS = {
    "first_name": gettext_lazy("First name"),
    "last_name": gettext_lazy("Last name"),
    "email": gettext_lazy("E-mail"),
    "username": gettext_lazy("User name"),
    "phone": gettext_lazy("Phone"),
    "job_title": gettext_lazy("Job title"),
    "role": gettext_lazy("Role"),
    "language": gettext_lazy("Language"),
    "level": gettext_lazy("Ease with computers"),
    "site": gettext_lazy("Site"),
    "teams": gettext_lazy("Teams"),
    "open": gettext_lazy("Account open"),
    "made": gettext_lazy("Made"),
    "last_sign_in": gettext_lazy("Last sign-in"),
    "at": gettext_lazy("When"),
    "act": gettext_lazy("Act"),
    "from": gettext_lazy("From"),
    "reason": gettext_lazy("Reason"),
    "before": gettext_lazy("Before"),
    "after": gettext_lazy("After"),
    "name": gettext_lazy("Name"),
    "type": gettext_lazy("Type"),
    "bytes": gettext_lazy("Bytes"),
    "added": gettext_lazy("Added"),
    "in_this_archive": gettext_lazy("In this archive"),
    "subject": gettext_lazy("Subject"),
    "written": gettext_lazy("Written"),
    "state": gettext_lazy("State"),
    "sent": gettext_lazy("Sent"),
    "machine": gettext_lazy("Machine"),
    "kind": gettext_lazy("Kind"),
    "since": gettext_lazy("Since"),
    "until": gettext_lazy("Until"),
    "read": gettext_lazy("Read from it"),
    "number": gettext_lazy("Number"),
    "came_in": gettext_lazy("Came in by"),
    "opened": gettext_lazy("Opened"),
    "solved": gettext_lazy("Solved"),
    "closed": gettext_lazy("Closed"),
    "messages": gettext_lazy("Messages"),
    "notes_left_out": gettext_lazy("Internal notes left out (ask for them)"),
    "internal": gettext_lazy("Internal"),
    "text": gettext_lazy("Text"),
    "assigned": gettext_lazy("Assigned to you"),
    "opened_for_somebody": gettext_lazy("Opened by you for somebody"),
    "entries": gettext_lazy("Entries of yours"),
    "request": gettext_lazy("Request"),
    "about": gettext_lazy("About"),
    "answer": gettext_lazy("Answer"),
    "sent_by_your_machine": gettext_lazy("Sent by your machine"),
    "asked": gettext_lazy("Asked"),
    "purpose": gettext_lazy("What for"),
    "words": gettext_lazy("Words"),
    "answered": gettext_lazy("Answered"),
    "by_voice": gettext_lazy("Given by voice"),
    "withdrawn": gettext_lazy("Taken back"),
}


def labelled(value: Any) -> dict[str, Any]:
    """A JSON value as a page shows it: `pairs` (name in words, value), `several` values, or a `text`."""
    if isinstance(value, dict):
        kept = [(key, item) for key, item in value.items() if item not in (None, "", [], {})]
        return {"pairs": [(str(LABELS.get(key, key)), labelled(item)) for key, item in kept]}
    if isinstance(value, list | tuple):
        return {"several": [labelled(item) for item in value]}
    if isinstance(value, bool):
        return {"text": _("yes") if value else _("no")}
    return {"text": _instant(value) or str(value)}


def _instant(value: Any) -> str:
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return ""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT") if at.tzinfo else ""
