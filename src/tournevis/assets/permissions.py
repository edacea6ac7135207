"""Who may see and change machines."""

import rules

from tournevis.assets.models import Asset
from tournevis.people.models import Power, User
from tournevis.people.permissions import has, predicate, same_organisation


@predicate
def is_holder(user: User, asset: Asset | None) -> bool:
    """It is in his hands now."""
    return asset is not None and asset.holdings.filter(holder=user, until__isnull=True).exists()


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("assets.list", same_organisation & has(Power.READ))
    rules.set_perm("assets.view", same_organisation & (has(Power.READ) | is_holder))
    rules.set_perm("assets.edit", same_organisation & has(Power.KEEP_MACHINES))
    rules.set_perm("assets.import", same_organisation & has(Power.IMPORT_MACHINES))
