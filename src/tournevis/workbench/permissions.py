"""Who may oversee the work."""

import rules

from tournevis.people.permissions import is_manager, same_organisation


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("workbench.oversee", is_manager & same_organisation)
