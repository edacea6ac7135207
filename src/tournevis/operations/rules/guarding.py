"""The daily look at the log of acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from tournevis.people.models import Organisation, Role, User
from tournevis.people.rules import courier, record
from tournevis.people.rules.audit import verify
from tournevis.people.wording import break_words

SHOWN = 20  # breaks named in a mail; `tournevis audit verify` names all


def guard_log(organisation: Organisation, now: datetime) -> Mapping[str, int]:
    """Verify the log; when it is broken in another way than it was yesterday, note it and tell the administrators."""
    found = verify(organisation)
    words = [break_words(place) for place in found[:SHOWN]]
    if found and _is_news(organisation, len(found)):
        record(None, "audit.broken", organisation, after={"count": len(found)}, organisation=organisation)
        for administrator in User.objects.filter(
            organisation=organisation, role=Role.ADMINISTRATOR, is_active=True
        ).exclude(email=""):
            _tell(administrator, words)
    return {"breaks": len(found)}


def _is_news(organisation: Organisation, count: int) -> bool:
    last = organisation.chore_runs.filter(chore="audit", took_ms__isnull=False).order_by("-id").first()
    return last is None or last.report.get("breaks") != count


def _tell(administrator: User, words: list[str]) -> None:
    with translation.override(administrator.language):
        subject = _("The log of acts was changed behind the product's back")
        text = _(
            "Hello %(name)s,\n\nThe daily check of the log of acts found it changed:\n\n%(breaks)s\n\n"
            "Somebody who can write to the database did this. Keep a copy of it before anything else."
        )
        filled = text % {"name": administrator, "breaks": "\n".join(words)}
        courier.send(administrator, subject, filled, about="audit")
