"""Who may look into the outbox."""

import rules

from tournevis.people.permissions import is_administrator, same_organisation


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("outbox.administer", is_administrator & same_organisation)
