"""Who may read the fault base."""

import rules

from tournevis.people.permissions import is_technician


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("knowledge.read", is_technician)
