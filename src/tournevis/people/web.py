"""What the pages of every room share: who asks and from where, a rule's refusal beside its field, lists as CSV."""

from __future__ import annotations

import csv
import ipaddress
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase, QueryDict, StreamingHttpResponse

from tournevis.people.models import User
from tournevis.people.rules import Refused, record, require
from tournevis.people.tables import safe_cell

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def permitted(permission: str) -> Callable[[View[P]], View[P]]:
    """A view for who is signed in and has `permission` in his own organisation; others get 403."""

    def around(view: View[P]) -> View[P]:
        @wraps(view)
        def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            require(request.user, permission, asker(request).organisation)
            return view(request, *args, **kwargs)

        # Django's own decorator loses the types of the address's parts.
        return cast("View[P]", login_required(inner))

    return around


def asker(request: HttpRequest) -> User:
    """The signed-in user who asks."""
    assert isinstance(request.user, User), "for views behind login_required"
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def asked(request: HttpRequest, name: str, *, limit: int = 200) -> str:
    """The text of a parameter of the address, as a query can take it: short, and without the sign that none can."""
    return request.GET.get(name, "").replace("\0", "").strip()[:limit]


def address_of(request: HttpRequest) -> str | None:
    """The network address of who asks (see `project.proxy` for one behind a proxy)."""
    try:
        return str(ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None


def base_of(request: HttpRequest) -> str:
    """`https://host` of this site as the asker reached it, for links in mails."""
    return request.build_absolute_uri("/").rstrip("/")


def carried_out(form: BaseForm, act: Callable[[], object]) -> bool:
    """Whether the rule `act` went through; if not, its reason stands beside the field that it speaks of."""
    try:
        act()
    except ValidationError as error:
        for field, messages in _by_field(error).items():
            form.add_error(field if field in form.fields else None, messages)
        return False
    except Refused as error:
        form.add_error(None, str(error))
        return False
    return True


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return {field: list(messages) for field, messages in error.message_dict.items()}
    return {NON_FIELD_ERRORS: list(error.messages)}


class _Echo:
    """A file whose `write` gives back what it is given, so that a CSV is sent row by row."""

    def write(self, line: str) -> str:
        return line


def csv_export(
    request: HttpRequest, name: str, headings: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponseBase:
    """A list as a CSV file; that it was taken out is noted in the log of acts."""
    record(asker(request), "list.export", name, address=address_of(request))
    return csv_response(name, headings, rows)


def csv_response(name: str, headings: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponseBase:
    """A CSV file for spreadsheets: UTF-8 with its mark, semicolons, no cell run as a formula."""

    def lines() -> Iterator[Any]:
        writer = csv.writer(_Echo(), delimiter=";")
        yield "\ufeff"
        yield writer.writerow([str(heading) for heading in headings])
        for row in rows:
            yield writer.writerow([safe_cell(cell) for cell in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
