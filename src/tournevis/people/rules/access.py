"""Whether somebody may do something, and the two ways to say no."""

from __future__ import annotations

from typing import Any

import rules
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tournevis.people.models import User


class Refused(Exception):
    """A rule says no to something that the person may do in general; the message is for that person to read."""


class NotAllowed(PermissionDenied):
    """The person may not do this; becomes a page 403 when no view catches it."""

    def __init__(self, permission: str) -> None:
        super().__init__(_("You are not allowed to do this."))
        self.permission = permission


def allowed(user: User | AnonymousUser, permission: str, *things: Any) -> bool:
    """Whether `user` has `permission` on each of `things`, or at all when none is given.

    Raises:
        KeyError: no room registered such a permission.
    """
    if not rules.perm_exists(permission):
        raise KeyError(permission)
    if not isinstance(user, User) or not user.is_active:
        return False
    return all(rules.has_perm(permission, user, thing) for thing in things or (None,))


def require(user: User | AnonymousUser, permission: str, *things: Any) -> None:
    """Let pass only who has `permission` on each of `things`.

    Raises:
        NotAllowed: he has not.
    """
    if not allowed(user, permission, *things):
        raise NotAllowed(permission)
