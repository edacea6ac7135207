"""Who may work on a diagnosis: whoever may see its ticket."""

import rules

from tournevis.desk.permissions import concerns
from tournevis.people.models import Power
from tournevis.people.permissions import has, same_organisation


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("diagnosis.act", same_organisation & (has(Power.WORK) | concerns))
    rules.set_perm("diagnosis.lead", same_organisation & has(Power.WORK))
    rules.set_perm("diagnosis.teach", same_organisation & has(Power.WRITE_KNOWLEDGE))
