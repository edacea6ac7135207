"""Who may read the base, write drafts of it, and put them in force."""

import rules

from tournevis.people.models import Power
from tournevis.people.permissions import has, same_organisation


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("authoring.read", has(Power.READ) & same_organisation)
    rules.set_perm("authoring.write", has(Power.WRITE_KNOWLEDGE) & same_organisation)
    rules.set_perm("authoring.publish", has(Power.PUBLISH) & same_organisation)
