"""Who may see and change machines."""

import rules

from tournevis.assets.models import Asset
from tournevis.people.models import User
from tournevis.people.permissions import is_manager, is_technician, predicate, same_organisation


@predicate
def is_holder(user: User, asset: Asset | None) -> bool:
    """It is in his hands now."""
    return asset is not None and asset.holdings.filter(holder=user, until__isnull=True).exists()


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("assets.view", same_organisation & (is_technician | is_holder))
    rules.set_perm("assets.edit", same_organisation & is_technician)
    rules.set_perm("assets.import", same_organisation & is_manager)
