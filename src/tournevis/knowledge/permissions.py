"""Who may read the fault base."""

import rules

from tournevis.people.models import Power
from tournevis.people.permissions import has


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("knowledge.read", has(Power.READ))
