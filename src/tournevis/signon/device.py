"""A browser from which somebody has signed in before: he is not kept out of it by others.

A signed cookie names the account (OWASP's "device cookies"). It opens nothing: it takes its bearer out of the pauses
that others cause, those for many names from one address, or for one name from many.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from tournevis.people.models import User
from tournevis.people.rules import is_called

COOKIE = "known"
SALT = "signon.device"
AGE = 180 * 24 * 3600


def remember(response: HttpResponseBase, user: User) -> None:
    """Let this browser be known as one of `user`'s."""
    response.set_cookie(
        COOKIE,
        signing.dumps(user.pk, salt=SALT),
        max_age=AGE,
        path="/account/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def is_known(request: HttpRequest, name: str) -> bool:
    """Whether whoever is called `name` (e-mail or user name) has signed in from this browser before."""
    try:
        pk = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return False
    return is_called(name, pk)
