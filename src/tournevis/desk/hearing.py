"""Who hears of what happens to tickets: rooms on higher floors offer themselves here at start.

A hearer is called in the transaction of the act, so what it posts leaves if and only if the act is done.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from tournevis.desk.models import Entry, Ticket

Hearer: TypeAlias = "Callable[[Ticket, Entry], None]"
_hearers: list[Hearer] = []


def listen(hearer: Hearer) -> None:
    """Tell `hearer` of each entry of a timeline from now on."""
    if hearer not in _hearers:
        _hearers.append(hearer)


def tell(ticket: Ticket, entry: Entry) -> None:
    """Tell all hearers of an entry that was just added."""
    for hearer in _hearers:
        hearer(ticket, entry)
