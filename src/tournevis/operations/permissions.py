"""Who may see how the installation is kept."""

import rules

from tournevis.people.permissions import is_administrator, same_organisation


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("operations.see", is_administrator & same_organisation)
