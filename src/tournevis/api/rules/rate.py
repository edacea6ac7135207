"""How many requests a key may send: counted in the database, so that several processes count together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Case, F, Q, Value, When

from tournevis.api.models import Token

WINDOW = timedelta(minutes=1)


@dataclass(frozen=True)
class Spent:
    """What is left of a key's minute, and in how many seconds the next one begins."""

    left: int
    reset: int

    @property
    def is_over(self) -> bool:
        """Whether the request is one too many."""
        return self.left < 0


def limit() -> int:
    """Requests of one key in a minute."""
    return int(settings.API_RATE)


def spend(token: Token, now: datetime, address: str | None) -> Spent:
    """Count a request of `token`, and note when and from where it was used last: one write, one look."""
    begun = Q(window_at__gt=now - WINDOW)
    Token.objects.filter(pk=token.pk).update(
        window_count=Case(When(begun, then=F("window_count") + 1), default=Value(1)),
        window_at=Case(When(begun, then=F("window_at")), default=Value(now)),
        last_used_at=now,
        last_address=address,
    )
    token.refresh_from_db(fields=["window_at", "window_count"])
    since = token.window_at or now
    return Spent(limit() - token.window_count, max(1, math.ceil((since + WINDOW - now).total_seconds())))
