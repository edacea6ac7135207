"""How a tool is called: by whose key, how far, in which mode; noted in the log of acts."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from mcp.server.mcpserver.exceptions import ToolError

from tournevis.api.door import reach
from tournevis.api.models import Token
from tournevis.api.problems import ScopeMissing
from tournevis.people.models import User
from tournevis.people.rules import Refused, record, require

Mode = Literal["full", "read-only", "dry-run"]
Tool = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Caller:
    """Who calls: the key's row, the mode, the network address."""

    token_id: int
    mode: Mode = "full"
    address: str | None = None


CALLER: ContextVar[Caller] = ContextVar("caller")
_USER: ContextVar[User] = ContextVar("user")


def user() -> User:
    """The person in whose name the tool acts."""
    return _USER.get()


@dataclass(frozen=True)
class Door:
    """What a tool needs: a scope, a permission of its person, and whether it changes something or asks a device."""

    scope: str
    permission: str = ""
    writes: bool = False
    slow: bool = False


def guarded(tool: Tool, door: Door) -> Callable[..., Any]:
    """The tool as the server runs it: every call checked and noted, errors told in words."""

    @wraps(tool)
    async def run(**given: Any) -> dict[str, Any]:
        return await sync_to_async(_call, thread_sensitive=True)(tool, door, given)

    return run


def _call(tool: Tool, door: Door, given: dict[str, Any]) -> dict[str, Any]:
    caller = CALLER.get()
    token = Token.objects.select_related("user__organisation", "user__site").filter(pk=caller.token_id).first()
    if token is None or not token.is_good(timezone.now()):
        raise ToolError(_("This key is wrong, too old, or was revoked."))
    _USER.set(token.user)
    with translation.override(token.user.language):
        try:
            _check(token, door, caller.mode)
            after = {"mode": caller.mode, "given": sorted(given)}
            record(token.user, "mcp.call", tool.__name__, after=after, address=caller.address)
            return _run(tool, door, given, caller.mode)
        except (Refused, ScopeMissing, PermissionDenied) as error:
            raise ToolError(str(error)) from error
        except ValidationError as error:
            raise ToolError(" ".join(error.messages)) from error
        except Http404 as error:
            raise ToolError(_("There is no such thing here.")) from error


def _check(token: Token, door: Door, mode: Mode) -> None:
    reach(token, door.scope)
    if door.permission:
        require(token.user, door.permission, token.user.organisation)
    if door.writes and mode == "read-only":
        raise Refused(_("This door is for reading only."))
    if door.slow and mode == "dry-run":
        raise Refused(_("In a dry run no device is asked."))


def _run(tool: Tool, door: Door, given: dict[str, Any], mode: Mode) -> dict[str, Any]:
    """In a dry run, what a tool changes is taken back once its answer is known."""
    if mode != "dry-run" or not door.writes:
        return tool(**given)
    with transaction.atomic():
        found = {**tool(**given), "dry_run": True}
        transaction.set_rollback(True)
    return found
