"""Who may oversee the work."""

import rules

from tournevis.people.models import Power
from tournevis.people.permissions import has, same_organisation


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("workbench.oversee", has(Power.OVERSEE) & same_organisation)
