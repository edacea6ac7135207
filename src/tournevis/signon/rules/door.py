"""Coming in and going out."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from tournevis.people import rules
from tournevis.people.models import User
from tournevis.people.rules import record
from tournevis.people.web import address_of
from tournevis.signon import visits

BACKEND = "django.contrib.auth.backends.ModelBackend"


def identify(name: str, password: str, *, address: str | None, now: datetime, known: bool = False) -> User:
    """Who has this name and password; see `people.rules.identify` for what is raised."""
    return rules.identify(name, password, address=address, now=now, known=known)


@transaction.atomic
def enter(request: HttpRequest, user: User, *, means: str) -> None:
    """Sign `user` in, all his factors shown; `means` is a key of `visits.MEANS`."""
    login(request, user, backend=BACKEND)
    visits.set_means(request, means)
    record(user, "session.begin", user, after={"means": means}, address=address_of(request))


def leave(request: HttpRequest) -> None:
    """Sign out."""
    if isinstance(request.user, User):
        record(request.user, "session.end", request.user, address=address_of(request))
    logout(request)
