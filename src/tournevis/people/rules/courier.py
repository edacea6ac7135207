"""How a mail of this room leaves the house: the outbox stands on a higher floor, and offers itself here at start."""

from __future__ import annotations

from typing import Protocol

from tournevis.people.models import User
from tournevis.people.tenancy import scope


class Courier(Protocol):
    """Takes a mail to somebody, in the transaction of the caller, and sees to its delivery."""

    def __call__(self, to: User, subject: str, text: str, *, about: str, secret: bool) -> object:
        """Post it; `secret` when the text must not stay readable."""


_courier: Courier | None = None


def hire(courier: Courier) -> None:
    """Send the mails of this room by `courier` from now on."""
    global _courier
    _courier = courier


def send(to: User, subject: str, text: str, *, about: str, secret: bool = False) -> None:
    """Send a mail to `to`.

    Raises:
        RuntimeError: no outbox is installed.
    """
    if _courier is None:
        raise RuntimeError("no courier: is the outbox installed?")
    with scope.also(to.home_id):
        _courier(to, subject, text, about=about, secret=secret)
