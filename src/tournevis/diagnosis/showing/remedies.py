"""A remedy as it is read by whoever carries it out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tournevis.assets.models import Asset
from tournevis.diagnosis.wording import language, typeset
from tournevis.troubleshooting import Session
from tournevis.troubleshooting.packs import Remedy, load_pictures, shipped_folder
from tournevis.troubleshooting.packs.content import Text

SYSTEMS: dict[str, str | Promise] = {
    "windows": "Windows",
    "macos": "macOS",
    "linux": "Linux",
    "device": gettext_lazy("The device itself"),
}
RISKS: dict[str, tuple[str | Promise, str]] = {
    "none": (gettext_lazy("none"), "quiet"),
    "low": (gettext_lazy("low"), "info"),
    "medium": (gettext_lazy("medium"), "warn"),
    "high": (gettext_lazy("high"), "bad"),
}
LEVELS: dict[str, str | Promise] = {
    "user": gettext_lazy("the user"),
    "first_line": gettext_lazy("a technician, at a distance"),
    "second_line": gettext_lazy("a specialist"),
    "on_site": gettext_lazy("somebody on site"),
}
MARKS = (("darwin", "macos"), ("mac", "macos"), ("windows", "windows"), ("linux", "linux"), ("ubuntu", "linux"))
MORE_MARKS = (("debian", "linux"), ("fedora", "linux"), ("red hat", "linux"), ("suse", "linux"), ("mint", "linux"))


@dataclass(frozen=True)
class RiskShown:
    """One thing that may go wrong, how likely or heavy in a word, and its tone."""

    name: str | Promise
    word: str | Promise
    tone: str


@dataclass(frozen=True)
class SystemShown:
    """A system that a remedy has steps for."""

    id: str
    name: str | Promise
    current: bool


@dataclass(frozen=True)
class RemedyShown:
    """A remedy in words.

    Attributes:
        systems: those it has steps of its own for, where it has more than one.
        steps: for the current system, in order.
        minutes: of everybody's time.
        risks: only those that are not "none".
        guards: what must be so first.
        picture: a drawing of what the steps speak of, where one says more.
    """

    id: str
    name: str
    kind: str
    systems: tuple[SystemShown, ...]
    steps: tuple[str, ...]
    minutes: int
    by: str | Promise
    risks: tuple[RiskShown, ...]
    consent: str
    undo: str
    irreversible: str
    check: str
    guards: tuple[str, ...]
    part: str
    picture: SafeString | None


def remedy(session: Session, remedy_id: str, system: str) -> RemedyShown:
    """The remedy of that id, with the steps for `system`."""
    tongue, found = language(), session.base.remedies[remedy_id]
    current = system if system in found.steps else next(iter(found.steps))
    named = [SystemShown(name, SYSTEMS[name], name == current) for name in SYSTEMS if name in found.steps]
    text = {name: (typeset(value[tongue]) if value else "") for name, value in _optional(found).items()}
    return RemedyShown(
        id=found.id,
        name=typeset(found.names[tongue]),
        kind=found.kind,
        systems=tuple(named) if len(named) > 1 else (),
        steps=tuple(typeset(line) for line in found.steps_for(system, tongue)),
        minutes=max(1, round(found.minutes.technician + found.minutes.user)),
        by=LEVELS[found.by],
        risks=_risks(found),
        check=typeset(found.check[tongue]),
        guards=tuple(typeset(guard.say[tongue]) for guard in found.guards),
        picture=_picture(found, tongue),
        **text,
    )


def system_of(asset: Asset | None, others: tuple[Asset, ...] = ()) -> str:
    """The system whose steps are wanted: the machine's own, else that of another machine of its user, else Windows."""
    for candidate in (asset, *others):
        name = (candidate.os if candidate else "").lower()
        found = next((system for mark, system in MARKS + MORE_MARKS if mark in name), None)
        if found:
            return found
    return "windows"


def _picture(found: Remedy, tongue: str) -> SafeString | None:
    drawn = load_pictures(shipped_folder()).get(found.picture or "")
    return mark_safe(drawn.markup(tongue)) if drawn else None  # our own drawing, its words escaped


def _optional(found: Remedy) -> dict[str, Text | None]:
    return {
        "consent": found.consent,
        "undo": found.undo,
        "irreversible": found.irreversible,
        "part": found.part,
    }


def _risks(found: Remedy) -> tuple[RiskShown, ...]:
    words = (
        (_("Loss of data"), found.risk.data_loss),
        (_("Security"), found.risk.security),
        (_("Work stopped"), found.risk.downtime),
    )
    return tuple(RiskShown(name, *RISKS[word]) for name, word in words if word != "none")
