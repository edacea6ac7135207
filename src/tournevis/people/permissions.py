"""Who may do what in this room, and the predicates that every room builds its permissions from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rules

from tournevis.people.models import Organisation, Power, User


def predicate(test: Callable[..., bool]) -> Any:
    """`test` as a predicate that combines with others by `&`, `|` and `~`."""
    return rules.predicate(test)


def has(power: Power) -> Any:
    """The predicate "his role has this power"."""
    return rules.predicate(lambda user: user.can(power), name=f"has({power})")


@predicate
def same_organisation(user: User, thing: Any) -> bool:
    """Whether the thing is of the user's own organisation; without a thing, yes."""
    if thing is None:
        return True
    if isinstance(thing, Organisation):
        return bool(user.organisation_id == thing.pk)
    return bool(user.organisation_id == thing.organisation_id)


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("people.directory", has(Power.READ) & same_organisation)
    rules.set_perm("people.administer", has(Power.ADMINISTER) & same_organisation)
    rules.set_perm("people.settings", has(Power.ADMINISTER))
    rules.set_perm("people.logs", has(Power.READ_LOGS) & same_organisation)
