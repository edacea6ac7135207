"""Where a ticket is shown: the pages stand on a higher floor, and tell their addresses here at start."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from tournevis.desk.models import Ticket
    from tournevis.people.models import User

# Rooms call this before the tables are ready, so they are named here for the types only.
Address: TypeAlias = "Callable[[Ticket], str]"
_pages: dict[str, Address] = {}


def for_users(address: Address) -> None:
    """Show a ticket to plain users at `address` from now on."""
    _pages["user"] = address


def for_technicians(address: Address) -> None:
    """Show a ticket to technicians at `address` from now on."""
    _pages["technician"] = address


def of(ticket: Ticket, reader: User) -> str:
    """The path of the page that shows `ticket` to `reader`; empty when no room has one."""
    address = _pages.get("technician" if reader.is_reader else "user") or _pages.get("user")
    return address(ticket) if address else ""
