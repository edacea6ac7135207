"""Who may look into the outbox."""

import rules

from tournevis.people.models import Power
from tournevis.people.permissions import has, same_organisation


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("outbox.see", has(Power.READ_LOGS) & same_organisation)
    rules.set_perm("outbox.administer", has(Power.ADMINISTER) & same_organisation)
