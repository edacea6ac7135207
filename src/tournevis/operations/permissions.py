"""Who may see how the installation is kept."""

import rules

from tournevis.people.models import Power
from tournevis.people.permissions import has, same_organisation


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("operations.see", has(Power.READ_LOGS) & same_organisation)
