"""Paging by keys: the next page begins after the last row seen, whatever came in or went meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.dateparse import parse_datetime

Row = TypeVar("Row", bound=Model)
PAGE = 50


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and the cursors of the pages before and after, empty at an end."""

    rows: list[Row]
    newer: str
    older: str


def page_of(
    rows: QuerySet[Row], keys: Sequence[str], *, after: str = "", before: str = "", size: int = PAGE
) -> Page[Row]:
    """The rows after (or before) a cursor, in the order of `keys`, which end with a unique one.

    Args:
        keys: names of fields, with "-" where they fall.
        after, before: a cursor of a former page; one that cannot be read is taken for none.
    """
    turned = bool(before) and not after
    order = [_turn(key) for key in keys] if turned else list(keys)
    place = _read(before if turned else after, keys)
    found = rows.order_by(*order)
    if place is not None:
        found = found.filter(_beyond(order, place))
    taken = list(found[: size + 1])
    more = len(taken) > size
    taken = taken[:size]
    if turned:
        taken.reverse()
    first, last = (cursor(taken[0], keys), cursor(taken[-1], keys)) if taken else ("", "")
    if turned:
        return Page(taken, first if more else "", last)
    return Page(taken, first if place is not None else "", last if more else "")


def cursor(row: Model, keys: Sequence[str]) -> str:
    """Where a row stands in the order of `keys`."""
    return "~".join(_write(getattr(row, key.lstrip("-"))) for key in keys)


def _write(value: Any) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _read(text: str, keys: Sequence[str]) -> list[Any] | None:
    parts = text.split("~")
    if not text or len(parts) != len(keys):
        return None
    try:
        return [_value(part) for part in parts]
    except ValueError:
        return None


def _value(part: str) -> Any:
    if "T" in part:
        instant = parse_datetime(part)
        if instant is None:
            raise ValueError(part)
        return instant
    return int(part)


def _turn(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _beyond(order: Sequence[str], place: Sequence[Any]) -> Q:
    """The rows after `place`: equal in the first keys, beyond it in the next one."""
    found, equal = Q(), Q()
    for key, value in zip(order, place, strict=True):
        name = key.lstrip("-")
        found |= equal & Q(**{f"{name}__{'lt' if key.startswith('-') else 'gt'}": value})
        equal &= Q(**{name: value})
    return found
