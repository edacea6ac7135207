"""Where the search keeps the words of tickets: what is said openly apart from what only technicians read."""

from __future__ import annotations

from tournevis.people.models import User


def public_shelf(organisation: int) -> str:
    """Subjects and messages of an organisation's tickets."""
    return f"T{organisation}"


def internal_shelf(organisation: int) -> str:
    """Its internal notes, findings and acts."""
    return f"N{organisation}"


def shelves_of(user: User) -> list[str]:
    """The shelves that `user` reads; of a plain user's, only his own tickets (see `desk.queries.search`)."""
    if not user.is_active:
        return []
    own = user.organisation_id
    return [public_shelf(own), internal_shelf(own)] if user.is_reader else [public_shelf(own)]
