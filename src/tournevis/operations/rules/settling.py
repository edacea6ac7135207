"""Solved tickets that nobody came back to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from tournevis.desk.rules import close_settled
from tournevis.people.models import Installation, Organisation


def settle_tickets(organisation: Organisation, now: datetime) -> Mapping[str, int]:
    """Close the tickets that were solved longer ago than the settings say; none when they say 0 days."""
    days = Installation.current().close_after_days
    return {"closed": close_settled(organisation, solved_before=now - timedelta(days=days), now=now) if days else 0}
