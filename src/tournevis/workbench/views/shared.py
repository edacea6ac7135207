"""What the views of the workbench share: who may come in, and how a case is found."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase

from tournevis.desk.models import Ticket
from tournevis.desk.queries import visible_to
from tournevis.people.rules import require
from tournevis.people.web import asker as reader

__all__ = ["by_htmx", "case_or_404", "for_readers", "for_technicians", "reader"]
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def for_technicians(view: View[P]) -> View[P]:
    """Open to who works on cases; others get page 403, and who is not signed in is asked to."""
    return _guarded(view, "desk.edit")


def for_readers(view: View[P]) -> View[P]:
    """Open to who sees all cases; others get page 403, and who is not signed in is asked to."""
    return _guarded(view, "desk.look")


def _guarded(view: View[P], permission: str) -> View[P]:
    @wraps(view)
    def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        require(request.user, permission)
        return view(request, *args, **kwargs)

    guarded: Any = login_required(inner)
    return guarded  # type: ignore[no-any-return]


def case_or_404(request: HttpRequest, number: int) -> Ticket:
    """The ticket of that number, if the reader may see it; what he may not see does not exist for him.

    Raises:
        Http404.
    """
    rows = visible_to(reader(request)).select_related("asset__site", "opened_by", "requester__organisation")
    ticket = rows.filter(number=number).first()
    if ticket is None:
        raise Http404
    return ticket


def by_htmx(request: HttpRequest) -> bool:
    """Whether a part of a page is wanted, not a whole one."""
    return request.headers.get("HX-Request") == "true"
