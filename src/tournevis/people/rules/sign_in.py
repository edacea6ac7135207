"""Signing in, by e-mail or user name, with a pause after too many refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth import authenticate
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from tournevis.people.models import FailedSignIn, Installation, User

from .access import Refused
from .audit import record

# From many addresses at once, or for many names from one: the same pause, after this many times more refusals.
CROWD = 10
KEPT = timedelta(days=30)


class WrongCredentials(Refused):
    """The name or the password is wrong; which of the two is not said."""


class LockedOut(Refused):
    """Too many refusals: the door stays shut until `until`."""

    def __init__(self, until: datetime, now: datetime) -> None:
        self.until = until
        minutes = max(1, -int((now - until).total_seconds() // 60))
        super().__init__(_("Too many refused sign-ins. Try again in %(minutes)s minutes.") % {"minutes": minutes})


def identify(name: str, password: str, *, address: str | None, now: datetime, known: bool = False) -> User:
    """The user who signs in with `name` (e-mail or user name, in any case) and `password`.

    Args:
        known: whether he has signed in from this browser before; then only refusals of himself, from here, count.

    Raises:
        LockedOut: too many were refused lately for this name or from this address.
        WrongCredentials: no active user has this name and password.
    """
    clean = cleaned(name)
    attempt = partial(by_password, clean, password)
    return guarded(clean, attempt, refusal=not_matching(), address=address, now=now, known=known)


def cleaned(name: str) -> str:
    """A name as refusals are counted for it."""
    return name.replace("\0", "").strip().lower()[:254]


def not_matching() -> str:
    """What is said to who has not the right name and password: not which of the two is wrong."""
    return _("This name and password do not match an account.")


def by_password(name: str, password: str) -> User | None:
    """The active user who has this name and password here."""
    user = authenticate(username=_username(name), password=password)
    return user if isinstance(user, User) else None


def guarded(
    name: str,
    attempt: Callable[[], User | None],
    *,
    refusal: str,
    address: str | None,
    now: datetime,
    known: bool = False,
) -> User:
    """What `attempt` finds, behind the pause after too many refusals.

    Args:
        name: e-mail or user name, in small letters, that refusals are counted for.
        attempt: looks at a password, a code, a key; None refuses.
        refusal: what to say then.

    Raises:
        LockedOut, WrongCredentials: as `identify`.
    """
    _check_door(name, address, now, known)
    # Counted before the password is looked at: guesses made at the same moment count each other.
    FailedSignIn.objects.create(name=name, address=address, at=now)
    user = attempt()
    if user is None:
        _note_pause(name, address, now)
        raise WrongCredentials(refusal)
    FailedSignIn.objects.filter(Q(name=name) | Q(at__lt=now - KEPT)).delete()
    return user


def is_called(name: str, pk: int) -> bool:
    """Whether the user `pk` is known by `name` (e-mail or user name, in any case)."""
    return User.objects.filter(_called(name.replace("\0", "").strip()), pk=pk).exists()


def _username(name: str) -> str:
    found = User.objects.filter(_called(name)).values_list("username", flat=True)
    return found.first() or name


def _called(name: str) -> Q:
    return Q(email__iexact=name) | Q(username__iexact=name)


def _check_door(name: str, address: str | None, now: datetime, known: bool) -> None:
    if until := _shut_until(name, address, now, known):
        raise LockedOut(until, now)


def _note_pause(name: str, address: str | None, now: datetime) -> None:
    """Note in the log of acts that this refusal shut the door to an account that exists."""
    user = User.objects.filter(_called(name)).first()
    if user is not None and _shut_until(name, address, now):
        record(None, "session.paused", user, address=address, organisation=user.organisation)


def _shut_until(name: str, address: str | None, now: datetime, known: bool = False) -> datetime | None:
    settings = Installation.current()
    pause = timedelta(minutes=settings.lockout_minutes)
    here = Q(name=name, address=address)
    seen = FailedSignIn.objects.filter(Q(name=name) | Q(address=address), at__gt=now - pause).aggregate(
        pair=Count("id", filter=here),
        name=Count("id", filter=Q(name=name)),
        address=Count("id", filter=Q(address=address)) if address else Count("id", filter=Q(pk=None)),
        last=Max("at"),
    )
    limit = settings.lockout_failures
    # Colleagues behind one address, or a stranger at an account's door, must not keep out who has been here before.
    crowd = 0 if known else max(seen["name"], seen["address"])
    shut = seen["pair"] >= limit or crowd >= limit * CROWD
    return seen["last"] + pause if shut else None
