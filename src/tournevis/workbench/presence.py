"""Who else looks at a case now, so that two people do not work on it unawares.

Kept in the cache of this process, renewed by each pulse of a page: with several processes somebody may be missed,
which the lock on each act makes harmless.
"""

from __future__ import annotations

import time

from django.core.cache import cache

from tournevis.desk.models import Ticket
from tournevis.people.models import User

LASTS = 15.0  # seconds; three pulses


def look(ticket_key: tuple[int, int], user: User) -> dict[int, str]:
    """Note that `user` looks at the case now; who else does, by key.

    Args:
        ticket_key: organisation and number, which a pulse knows without reading the ticket.
    """
    place = "case-viewers:{}:{}".format(*ticket_key)
    now = time.time()
    seen: dict[int, tuple[str, float]] = cache.get(place) or {}
    fresh = {pk: told for pk, told in seen.items() if now - told[1] < LASTS and pk != user.pk}
    cache.set(place, {**fresh, user.pk: (str(user), now)}, timeout=LASTS)
    return {pk: name for pk, (name, _at) in sorted(fresh.items())}


def key_of(ticket: Ticket) -> tuple[int, int]:
    """The key of a case that was read."""
    return ticket.organisation_id, ticket.number


def mark(others: dict[int, str]) -> str:
    """Who else looks, as an address carries it."""
    return ".".join(str(pk) for pk in others)
