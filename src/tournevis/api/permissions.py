"""Who may make and revoke keys for programs."""

import rules

from tournevis.api.models import Token
from tournevis.people.models import Power, User
from tournevis.people.permissions import has, predicate, same_organisation


@predicate
def is_owner(user: User, token: Token | None) -> bool:
    """It acts in his name."""
    return token is None or token.user_id == user.pk


@predicate
def is_active(user: User) -> bool:
    """His account is open."""
    return user.is_active


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("api.make_token", is_active)
    rules.set_perm("api.administer_webhooks", has(Power.ADMINISTER) & same_organisation)
    rules.set_perm("api.revoke_token", same_organisation & (is_owner | has(Power.ADMINISTER)))
