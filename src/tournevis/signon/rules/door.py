"""Coming in and going out."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from tournevis.people.directory import DirectoryProblem
from tournevis.people.models import User
from tournevis.people.rules import Refused, guarded, record, sign_in
from tournevis.people.tenancy import scope
from tournevis.people.web import address_of
from tournevis.signon import visits
from tournevis.signon.models import Policy

from .directories import by_directory
from .factors import factors_of

_log = logging.getLogger(__name__)
BACKEND = "tournevis.people.backends.Accounts"
HALF = "half_in"
HALF_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Half:
    """Somebody who has shown his password and owes a second factor.

    Attributes:
        means: what he has shown, a key of `visits.MEANS`.
        onward: the page that he wanted.
    """

    user: User
    means: str
    onward: str


def identify(name: str, password: str, *, address: str | None, now: datetime, known: bool = False) -> tuple[User, str]:
    """Who has this name and password, here or in a directory, and by which (`password` or `ldap`).

    Raises:
        LockedOut, WrongCredentials: as `people.rules.identify`.
        Refused: a directory knows him and he may not come in, or it does not answer.
    """
    clean, means = sign_in.cleaned(name), ["password"]

    def attempt() -> User | None:
        if (user := sign_in.by_password(clean, password)) or not password:
            return user
        means[0] = "ldap"
        try:
            return by_directory(clean, password, address=address, now=now)
        except DirectoryProblem as error:
            _log.warning("%s", error)
            raise Refused(
                _("The directory does not answer. Try again in a moment, or call the support desk.")
            ) from error

    refusal = sign_in.not_matching()
    return guarded(clean, attempt, refusal=refusal, address=address, now=now, known=known), means[0]


def step_in(request: HttpRequest, user: User, *, means: str, onward: str) -> bool:
    """Sign `user` in, who has shown one factor; False when he owes another first (see `half_in`)."""
    scope.enter(user.organisation_id)  # else the database would hide his second factors, and none be asked for
    if not factors_of(user).any:
        enter(request, user, means=means)
        return True
    request.session.cycle_key()
    at = timezone.now().timestamp()
    kept = {"user": user.pk, "hash": user.get_session_auth_hash(), "means": means, "onward": onward, "at": at}
    request.session[HALF] = kept
    return False


def half_in(request: HttpRequest) -> Half | None:
    """Who is half in by this browser; nobody after a while, or when his password was changed meanwhile."""
    kept = request.session.get(HALF)
    if not kept or timezone.now().timestamp() - kept["at"] > HALF_FOR.total_seconds():
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or user.get_session_auth_hash() != kept["hash"]:
        return None
    scope.enter(user.organisation_id)  # what follows writes what is his
    return Half(user, kept["means"], kept["onward"])


@transaction.atomic
def enter(request: HttpRequest, user: User, *, means: str) -> None:
    """Sign `user` in, all his factors shown; `means` is a key of `visits.MEANS`."""
    request.session.pop(HALF, None)
    login(request, user, backend=BACKEND)
    visits.set_means(request, means)
    if means != "passkey" and Policy.current().asks_second(user) and not factors_of(user).any:
        request.session[visits.MUST_SET_UP] = True
    record(user, "session.begin", user, after={"means": means}, address=address_of(request))


def leave(request: HttpRequest) -> None:
    """Sign out."""
    if isinstance(request.user, User):
        record(request.user, "session.end", request.user, address=address_of(request))
    logout(request)
