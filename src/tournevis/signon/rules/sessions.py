"""Sessions ended from elsewhere."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from tournevis.people.models import User
from tournevis.people.rules import record, require
from tournevis.signon.models import Session


@transaction.atomic
def end_session(user: User, handle: str, *, by: User, address: str | None) -> bool:
    """End one session of `user`; whether there was one. Its browser is signed out at its next page.

    Raises:
        NotAllowed: `by` is neither `user` nor administers him.
    """
    return _end(user, Session.objects.filter(user=user, handle=handle), by, address) > 0


@transaction.atomic
def end_others(user: User, *, but: str = "", by: User, address: str | None) -> int:
    """End all sessions of `user` except the one whose handle is `but`; how many there were.

    Raises:
        NotAllowed: as `end_session`.
    """
    return _end(user, Session.objects.filter(user=user).exclude(handle=but), by, address)


def _end(user: User, sessions: QuerySet[Session], by: User, address: str | None) -> int:
    if by.pk != user.pk:
        require(by, "people.administer", user)
    count = 0
    for session in sessions:
        told = {"browser": session.browser, "address": session.address}
        record(by, "session.revoke", user, before=told, address=address)
        session.delete()
        count += 1
    return count
