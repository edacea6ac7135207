"""What an IPP printer's attributes mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..reasons import Unread
from .message import Attributes

STATES = {3: "idle", 4: "processing", 5: "stopped"}
ENDINGS = ("-report", "-warning", "-error")
# What fills up instead of running out; its level is no supply.
RECEPTACLES = ("waste", "receptacle")


@dataclass(frozen=True)
class Printer:
    """A printer as it says it is; None where it says nothing."""

    state: str
    reasons: tuple[str, ...]
    accepting: bool | None
    message: str
    name: str
    model: str
    supply_lowest_percent: float | None
    queued: int | None
    up_time: int | None
    formats: tuple[str, ...]


def describe(attributes: Attributes) -> Printer:
    """The printer from its attributes.

    Raises:
        Unread: garbled, when its state is none of RFC 8011's.
    """
    state = STATES.get(_first(attributes, "printer-state"))
    if state is None:
        raise Unread("garbled", "IPP: printer-state")
    return Printer(
        state=state,
        reasons=reasons(attributes.get("printer-state-reasons", ("none",))),
        accepting=_typed(attributes, "printer-is-accepting-jobs", bool),
        message=_text(attributes, "printer-state-message"),
        name=_text(attributes, "printer-info") or _text(attributes, "printer-name"),
        model=_text(attributes, "printer-make-and-model"),
        supply_lowest_percent=lowest_supply(attributes),
        queued=_typed(attributes, "queued-job-count", int),
        up_time=_typed(attributes, "printer-up-time", int),
        formats=tuple(str(value) for value in attributes.get("document-format-supported", ())),
    )


def reasons(values: Iterable[Any]) -> tuple[str, ...]:
    """The keywords without their endings, once each; `none` alone when there is none (RFC 8011, 5.4.12).

    >>> reasons(["media-jam-error", "paused", "media-jam-report", "toner-low-warning"])
    ('media-jam', 'paused', 'toner-low')
    >>> reasons("none"), reasons([]), reasons("media-empty-error,toner-low")
    (('none',), ('none',), ('media-empty', 'toner-low'))
    """
    listed = values.split(",") if isinstance(values, str) else [str(value) for value in values if value]
    words = dict.fromkeys(_bare(word.strip()) for word in listed if word.strip())
    words.pop("none", None)
    return tuple(words) or ("none",)


def _bare(keyword: str) -> str:
    for ending in ENDINGS:
        keyword = keyword.removesuffix(ending)
    return keyword


def lowest_supply(attributes: Attributes) -> float | None:
    """The emptiest ink, toner or ribbon, in percent; negative levels mean that the printer does not know.

    >>> lowest_supply({"marker-levels": (80, 3, 96, -3), "marker-types": ("toner", "toner", "waste-toner", "toner")})
    3.0
    >>> lowest_supply({"printer-supply": (b"type=toner;maxcapacity=200;level=50;class=supplyThatIsConsumed;",)})
    25.0
    >>> lowest_supply({"marker-levels": (-2,)})
    """
    types = attributes.get("marker-types", ())
    levels = [
        float(level)
        for place, level in enumerate(attributes.get("marker-levels", ()))
        if isinstance(level, int) and 0 <= level <= 100 and not _fills_up(types[place] if place < len(types) else "")
    ]
    return min(levels or _supply_levels(attributes.get("printer-supply", ())), default=None)


def _fills_up(kind: Any) -> bool:
    return any(word in str(kind).lower() for word in RECEPTACLES)


def _supply_levels(supplies: Iterable[Any]) -> list[float]:
    """Levels from PWG 5100.13's `printer-supply`, a list of key=value texts."""
    levels = []
    for supply in supplies:
        text = supply.decode("utf-8", "replace") if isinstance(supply, bytes) else str(supply)
        parts = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
        level, most = parts.get("level", ""), parts.get("maxcapacity", "")
        if level.isdigit() and most.isdigit() and int(most) > 0 and not _fills_up(text):
            levels.append(min(100.0, 100.0 * int(level) / int(most)))
    return levels


def _first(attributes: Attributes, name: str) -> Any:
    return next(iter(attributes.get(name, ())), None)


def _text(attributes: Attributes, name: str) -> str:
    return str(_first(attributes, name) or "").strip()


def _typed(attributes: Attributes, name: str, kind: type) -> Any:
    value = _first(attributes, name)
    return value if type(value) is kind else None
