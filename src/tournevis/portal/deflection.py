"""Which proposals spared a request: what one browser opened is kept in its session, what comes of it only as counts."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from tournevis.knowledge import rules
from tournevis.people.models import User

KEY = "opened_while_asking"
MOST = 20
HEARD = timedelta(days=1)  # a request as long after is not held to have followed


def opened(request: HttpRequest, user: User, subject: str) -> None:
    """Count that a proposal was opened while he asked; once in a session until he sends a request."""
    kept = request.session.get(KEY, [])
    if any(one[1] == subject for one in kept) or len(kept) >= MOST:
        return
    day = rules.opened(user.organisation, subject)
    request.session[KEY] = [*kept, [day, subject, timezone.now().timestamp()]]


def followed(request: HttpRequest, user: User) -> None:
    """Count that what he opened lately did not spare the request that he sends."""
    kept = request.session.pop(KEY, [])
    since = (timezone.now() - HEARD).timestamp()
    if late := [(day, subject) for day, subject, at in kept if at >= since]:
        rules.follow(user.organisation, late)
