"""Who may work on a diagnosis: whoever may see its ticket."""

import rules

from tournevis.desk.permissions import is_requester
from tournevis.people.permissions import is_technician, same_organisation


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("diagnosis.act", same_organisation & (is_technician | is_requester))
    rules.set_perm("diagnosis.lead", same_organisation & is_technician)
