"""Reading sessions."""

from __future__ import annotations

from django.contrib.auth import HASH_SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from tournevis.people.models import User

from .models import Session


def sessions_of(user: User) -> list[Session]:
    """The sessions in which `user` is signed in, the one seen last first.

    Those begun under a password that he changed since are over, though their rows remain until they expire.
    """
    if not user.is_active:
        return []
    rows = Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen_at")
    now = user.get_session_auth_hash()
    return [row for row in rows if constant_time_compare(row.get_decoded().get(HASH_SESSION_KEY, ""), now)]
