"""What a key for programs may reach: a level in each area, each level with those before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Power, User


@dataclass(frozen=True)
class Level:
    """How far a key reaches in an area, and the power without which it would open nothing there."""

    key: str
    words: str | Promise
    power: Power | None = None


@dataclass(frozen=True)
class Area:
    """A part of the product, with its levels, the least first."""

    key: str
    name: str | Promise
    levels: tuple[Level, ...]


_READ = _("Look up")
_CHANGE = _("Read and change")
AREAS = {
    area.key: area
    for area in (
        Area("tickets", _("Cases and messages"), (Level("read", _READ), Level("write", _CHANGE))),
        Area(
            "diagnosis",
            _("Guided diagnosis"),
            (
                Level("read", _READ),
                Level("write", _("Answer, try, close")),
                Level("consent", _("The same, and say that the user agreed to a risky remedy")),
            ),
        ),
        Area("machines", _("Machines"), (Level("read", _READ), Level("write", _CHANGE, Power.KEEP_MACHINES))),
        Area("people", _("People, sites, teams"), (Level("read", _READ), Level("admin", _CHANGE, Power.ADMINISTER))),
        Area("knowledge", _("Fault base"), (Level("read", _READ, Power.READ),)),
        Area(
            "settings",
            _("Settings and webhooks"),
            (Level("read", _READ, Power.ADMINISTER), Level("admin", _CHANGE, Power.ADMINISTER)),
        ),
        Area(
            "logs",
            _("Log of acts, outbox, chores"),
            (Level("read", _READ, Power.READ_LOGS), Level("admin", _("Read, and send again"), Power.ADMINISTER)),
        ),
    )
}


def all_scopes() -> list[str]:
    """Every scope there is, such as `tickets:read`."""
    return [f"{area.key}:{level.key}" for area in AREAS.values() for level in area.levels]


def levels_for(user: User, area: Area) -> list[Level]:
    """The levels of an area that would open something to this person."""
    return [level for level in area.levels if level.power is None or user.can(level.power)]


def open_to(user: User) -> set[str]:
    """The scopes that would open something to this person."""
    return {f"{area.key}:{level.key}" for area in AREAS.values() for level in levels_for(user, area)}


def allows(held: Iterable[str], wanted: str) -> bool:
    """Whether a key that holds these scopes reaches `wanted`; a level holds those before it.

    >>> allows(["tickets:write"], "tickets:read"), allows(["tickets:read"], "tickets:write")
    (True, False)
    """
    area, _colon, level = wanted.partition(":")
    order = [known.key for known in AREAS[area].levels]
    reached = [order.index(own) for name, _c, own in (one.partition(":") for one in held) if name == area]
    return max(reached, default=-1) >= order.index(level)


def told(held: Iterable[str]) -> list[tuple[str, str]]:
    """The scopes in words: area, level; one that is no longer known is left out."""
    found = []
    for name, _colon, own in (one.partition(":") for one in held):
        area = AREAS.get(name)
        level = next((known for known in area.levels if known.key == own), None) if area else None
        if area and level:
            found.append((str(area.name), str(level.words)))
    return found
