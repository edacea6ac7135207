"""Who may do what in this room, and the predicates that every room builds its permissions from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rules

from tournevis.people.models import Organisation, Power, Site, User
from tournevis.people.tenancy import scope


def predicate(test: Callable[..., bool]) -> Any:
    """`test` as a predicate that combines with others by `&`, `|` and `~`."""
    return rules.predicate(test)


def has(power: Power) -> Any:
    """The predicate "his role has this power over the thing": without one, over some of his organisation."""
    return rules.predicate(lambda user, thing=None: user.can(power) and in_reach(user, thing), name=f"has({power})")


def in_reach(user: User, thing: Any) -> bool:
    """Whether somebody who works only for a site or a team works for the thing; everybody else does."""
    if not user.is_bound or thing is None or isinstance(thing, Organisation):
        return True
    if user.reach_id is not None:
        site = thing.pk if isinstance(thing, Site) else getattr(thing, "site_id", None)
        if site not in user.sites_in_reach:
            return False
    # What is of no team by its kind, such as a machine, is there for every team.
    return user.reach_team_id is None or getattr(thing, "team_id", user.reach_team_id) == user.reach_team_id


@predicate
def same_organisation(user: User, thing: Any) -> bool:
    """Whether the thing is of the user's own organisation; without a thing, yes."""
    if thing is None:
        return True
    if isinstance(thing, Organisation):
        return bool(user.organisation_id == thing.pk)
    return bool(user.organisation_id == thing.organisation_id)


@predicate
def runs_installation(user: User) -> bool:
    """He acts in the organisation that runs this installation."""
    return user.organisation.serves_others


@predicate
def is_of_host(user: User) -> bool:
    """He belongs to the organisation that runs this installation: only he lets it reach into a network."""
    with scope.directory():
        return Organisation.objects.filter(pk=user.home_id, serves_others=True).exists()


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("people.directory", has(Power.READ) & same_organisation)
    rules.set_perm("people.administer", has(Power.ADMINISTER) & same_organisation)
    rules.set_perm("people.settings", has(Power.ADMINISTER) & runs_installation)
    rules.set_perm("people.fetch", has(Power.ADMINISTER) & same_organisation & is_of_host)
    rules.set_perm("people.host", has(Power.ADMINISTER) & runs_installation)
    rules.set_perm("people.ask_consent", has(Power.WORK) & same_organisation)
    rules.set_perm("people.logs", has(Power.READ_LOGS) & same_organisation)
