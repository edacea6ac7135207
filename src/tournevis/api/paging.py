"""Lists by key, as the pages have them: a mark leads on from the last row, whatever was added meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qs

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from tournevis.api.schemas.common import Page
from tournevis.people.paging import is_mark, page

Row = TypeVar("Row", bound=Model)
Shape = TypeVar("Shape")
Pages = TypeVar("Pages", bound=Page[Any])


class Paging(Schema):
    """Which part of a list."""

    after: str | None = Field(None, max_length=2000, description="The `next` of an earlier answer.")
    before: str | None = Field(None, max_length=2000, description="The `previous` of an earlier answer.")
    limit: int = Field(50, ge=1, le=100)


def paged(
    rows: QuerySet[Row],
    order: Sequence[str],
    asked: Paging,
    show: Callable[[Sequence[Row]], list[Shape]],
    made: type[Pages],
) -> Pages:
    """The rows that are asked for, shown.

    Args:
        order: as `people.paging.page` takes it.

    Raises:
        ValidationError: a mark that no answer gave.
    """
    marks = {name: value for name in ("after", "before") if (value := getattr(asked, name))}
    for name, value in marks.items():
        if not is_mark(value, rows, order):
            raise ValidationError({name: _("This mark was not given by an answer to the same question.")})
    params = QueryDict(mutable=True)
    params.update(marks)
    found = page(rows, order, params, size=asked.limit)
    return made(items=show(found.rows), next=_mark(found.older), previous=_mark(found.newer))


def _mark(link: str) -> str | None:
    told = parse_qs(link.removeprefix("?"))
    return next((told[name][0] for name in ("after", "before") if name in told), None)
