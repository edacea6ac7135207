"""Who may do what in this room, and the predicates that every room builds its permissions from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rules

from tournevis.people.models import Organisation, Role, User


def predicate(test: Callable[..., bool]) -> Any:
    """`test` as a predicate that combines with others by `&`, `|` and `~`."""
    return rules.predicate(test)


@predicate
def is_technician(user: User) -> bool:
    """Technician or above."""
    return user.has_role(Role.TECHNICIAN)


@predicate
def is_manager(user: User) -> bool:
    """Manager or above."""
    return user.has_role(Role.MANAGER)


@predicate
def is_administrator(user: User) -> bool:
    """Administrator."""
    return user.has_role(Role.ADMINISTRATOR)


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
    rules.set_perm("people.directory", is_technician & same_organisation)
    rules.set_perm("people.administer", is_administrator & same_organisation)
    rules.set_perm("people.settings", is_administrator)
