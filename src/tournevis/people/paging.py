"""Pages of long lists by key: each page begins after the last row of the one before, whatever was added meanwhile.

Unlike page numbers, a page costs the same at the end of a list as at its start, and no row is skipped or shown twice.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

Row = TypeVar("Row", bound=Model)
SIZE = 50


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page, and the addresses of its neighbours (empty at an end)."""

    rows: Sequence[Row]
    newer: str
    older: str


def page(queryset: QuerySet[Row], order: Sequence[str], params: QueryDict, *, size: int = SIZE) -> Page[Row]:
    """The page of `queryset` that `params` (of the request) ask for.

    Args:
        order: names of columns that are never null, the last one unique; `-` before a name turns it around. Related
            columns are written with `__`.
        params: the `after` or `before` in it is a mark that an earlier page gave; a broken one leads to the first page.
    """
    back = "before" in params
    mark = _read(params.get("before") or params.get("after") or "", queryset, order)
    direction = [_turned(name) for name in order] if back and mark else list(order)
    rows = queryset.order_by(*direction)
    if mark:
        rows = rows.filter(_beyond(direction, mark))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if back and mark:
        found.reverse()
        return Page(found, _link(params, "before", found, 0, order) if more else "", _end(params, found, order))
    newer = _link(params, "before", found, 0, order) if mark else ""
    return Page(found, newer, _link(params, "after", found, -1, order) if more else "")


def is_mark(mark: str, queryset: QuerySet[Any], order: Sequence[str]) -> bool:
    """Whether `mark` is one that a page in this order gives."""
    return _read(mark, queryset, order) is not None


def _end(params: QueryDict, rows: Sequence[Model], order: Sequence[str]) -> str:
    return _link(params, "after", rows, -1, order)


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], mark: Sequence[Any]) -> Q:
    """Rows after `mark` in `order`: the first column beyond it, or equal and the next one beyond it, and so on."""
    beyond, equal = Q(), Q()
    for name, value in zip(order, mark, strict=True):
        column, test = (name[1:], "lt") if name.startswith("-") else (name, "gt")
        beyond |= equal & Q(**{f"{column}__{test}": value})
        equal &= Q(**{column: value})
    return beyond


def _link(params: QueryDict, way: str, rows: Sequence[Model], at: int, order: Sequence[str]) -> str:
    if not rows:
        return ""
    values = []
    for name in order:
        value: Any = rows[at]
        for part in name.removeprefix("-").split("__"):
            value = getattr(value, part)
        values.append(value)
    mark = urlsafe_b64encode(json.dumps(values, cls=_Exact).encode()).decode().rstrip("=")
    kept = params.copy()
    for key in ("after", "before"):
        kept.pop(key, None)
    kept[way] = mark
    return f"?{kept.urlencode()}"


class _Exact(DjangoJSONEncoder):
    """Instants to the microsecond: Django's own encoder cuts them to milliseconds, which would show a row twice."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def _read(mark: str, queryset: QuerySet[Any], order: Sequence[str]) -> list[Any] | None:
    try:
        values = json.loads(urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        if not isinstance(values, list) or len(values) != len(order):
            return None
        return [_value(queryset.model, name, value) for name, value in zip(order, values, strict=True)]
    except (ValueError, TypeError, ValidationError, FieldDoesNotExist, RecursionError):
        return None


def _value(model: type[Model], name: str, value: Any) -> Any:
    *path, last = name.removeprefix("-").split("__")
    for part in path:
        related = model._meta.get_field(part).related_model
        if not isinstance(related, type):
            raise FieldDoesNotExist(part)
        model = related
    if value is None:
        raise ValueError("a key is never null")
    return model._meta.get_field(last).to_python(value)  # type: ignore[union-attr]
