"""The words that authors choose, each with the number behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tournevis.troubleshooting.packs import Scales

Choices = list[tuple[str, str | Promise]]

LIKELIHOODS: Mapping[str, str | Promise] = {
    "always": _("always"),
    "nearly_always": _("nearly always"),
    "usual": _("usually"),
    "often": _("often"),
    "even": _("every second time"),
    "sometimes": _("sometimes"),
    "seldom": _("seldom"),
    "rare": _("rarely"),
    "very_rare": _("very rarely"),
    "never": _("never"),
}
# How many of its family's cases a cause makes up, in percent.
SHARES: Mapping[str, tuple[float, str | Promise]] = {
    "very_rare": (0.3, _("very rare")),
    "rare": (1.0, _("rare")),
    "sometimes": (3.0, _("now and then")),
    "often": (8.0, _("frequent")),
    "usual": (20.0, _("the usual cause")),
}
MONEY: Mapping[str, str | Promise] = {
    "free": _("nothing"),
    "small": _("little: a cable, a mouse"),
    "medium": _("some: a small part"),
    "large": _("much: a large part"),
}
PATIENCE: Mapping[str, str | Promise] = {
    "none": _("none"),
    "little": _("a little"),
    "some": _("some"),
    "much": _("much"),
}
RISK: Mapping[str, str | Promise] = {"none": _("none"), "low": _("low"), "medium": _("medium"), "high": _("high")}
LEVELS: Mapping[str, str | Promise] = {
    "user": _("the user himself"),
    "first_line": _("a technician, at a distance"),
    "second_line": _("a specialist"),
    "on_site": _("somebody on site"),
}
KINDS: Mapping[str, str | Promise] = {
    "repair": _("It repairs the cause"),
    "workaround": _("It gets round it"),
    "containment": _("It limits the damage at once"),
    "show_how": _("It shows how a thing is done"),
    "check_only": _("It only checks"),
}
SYSTEMS: Mapping[str, str | Promise] = {
    "any": _("Any system"),
    "windows": "Windows",
    "macos": "macOS",
    "linux": "Linux",
    "device": _("The device itself"),
}
MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 240)


def choices(words: Mapping[str, str | Promise]) -> Choices:
    """Words as a list to choose from."""
    return list(words.items())


def shares() -> Choices:
    """How frequent a cause is, in words."""
    return [(word, name) for word, (_percent, name) in SHARES.items()]


def nearest_share(percent: float) -> str:
    """The word for a share of a family's cases."""
    return min(SHARES, key=lambda word: abs(SHARES[word][0] - percent))


def share_of(word: str, before: float | None) -> float:
    """The number behind a word; the exact number of before where the word still fits it."""
    return before if before is not None and nearest_share(before) == word else SHARES[word][0]


def minutes(before: float) -> Choices:
    """Minutes to choose from, a former number among them."""
    offered: Iterable[float] = sorted({*MINUTES, before} if before else MINUTES)
    return [(f"{number:g}", f"{number:g} min") for number in offered]


def numbers(scales: Scales) -> list[tuple[str | Promise, list[tuple[str | Promise, str]]]]:
    """The numbers behind all words, as tables to be seen: (what, [(word, number)…])."""
    return [
        (_("How likely"), [(LIKELIHOODS[word], f"{100 * scales.likelihoods[word]:g} %") for word in LIKELIHOODS]),
        (_("How frequent in its family"), [(name, f"{percent:g} %") for percent, name in SHARES.values()]),
        (_("Money"), [(MONEY[word], f"{euros:g} €") for word, euros in scales.money.items() if word in MONEY]),
        (_("Patience"), _worth(PATIENCE, scales.patience)),
        (_("Risk"), _worth(RISK, scales.risk)),
    ]


def _worth(names: Mapping[str, str | Promise], table: Mapping[str, float]) -> list[tuple[str | Promise, str]]:
    return [(names[word], f"{worth:g} min") for word, worth in table.items() if word in names]
