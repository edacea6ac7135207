"""The way in of every operation: whose key, how far it reaches, what its person may. Deny by default."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security.base import AuthBase

from tournevis.api import scopes
from tournevis.api.models import Token
from tournevis.api.problems import ScopeMissing
from tournevis.people.models import User
from tournevis.people.rules import require


class BearerToken(AuthBase):
    """Lets pass whose key holds `scope` and whose person has `permission` in his organisation.

    The key itself was looked up before, in `api.gate`.
    """

    openapi_type = "http"

    def __init__(self, scope: str, permission: str = "") -> None:
        self.scope, self.permission = scope, permission
        self.openapi_scheme = "bearer"
        super().__init__()

    def __call__(self, request: HttpRequest) -> Any:
        """The key.

        Raises:
            ScopeMissing, NotAllowed.
        """
        token = token_of(request)
        if token is None:
            return None
        reach(token, self.scope)
        if self.permission:
            require(token.user, self.permission, token.user.organisation)
        return token


def reach(token: Token, scope: str) -> None:
    """Let pass only a key that holds `scope`.

    Raises:
        ScopeMissing.
    """
    if scope and not scopes.allows(token.scopes, scope):
        raise ScopeMissing(_("This needs a key that reaches %(scope)s.") % {"scope": scope})


def token_of(request: HttpRequest) -> Token | None:
    """The key that the request came with."""
    return getattr(request, "token", None)


def asker(request: HttpRequest) -> User:
    """The person in whose name the request acts."""
    token = token_of(request)
    assert token is not None, "for operations behind BearerToken"
    return token.user
