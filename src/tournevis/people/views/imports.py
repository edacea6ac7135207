"""Bringing people in as a table: choose, look, confirm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tournevis.people import rules
from tournevis.people.forms import DirectoryForm, TableForm
from tournevis.people.rules.from_ldap import table_of
from tournevis.people.rules.imports import COLUMNS, Broken
from tournevis.people.tables import Column, Plan
from tournevis.people.web import asker, base_of, carried_out, csv_response, permitted, posted

SHOWN = 200  # rows of a preview; errors first


@permitted("people.administer")
@require_http_methods(["GET", "POST"])
def users_import(request: HttpRequest) -> HttpResponseBase:
    """Import users."""
    by = asker(request)
    invited, closing = "invited" in request.POST, "closing" in request.POST
    return import_page(
        request,
        template="people/users_import.html",
        columns=COLUMNS,
        plan=lambda text: rules.plan_users(text, by=by),
        carry_out=lambda text: rules.import_users(text, by=by, invited=invited, closing=closing, base=base_of(request)),
        onward="people:users",
        extra={"invited": invited, "closing": closing, "whole": True},
    )


@permitted("people.fetch")
@require_http_methods(["GET", "POST"])
def users_directory(request: HttpRequest) -> HttpResponseBase:
    """Fetch people from a directory, and show what importing them would do; confirmed as a table is."""
    form, plans = DirectoryForm(posted(request)), []

    def fetch() -> None:
        text = table_of(form.source())
        plans.append((text, rules.plan_users(text, by=asker(request))))

    if form.is_valid() and carried_out(form, fetch):
        text, plan = plans[0]
        context = {"form": TableForm(), "columns": COLUMNS, "text": text, "whole": True, "done": False}
        return render(request, "people/users_import.html", context | _shown(plan))
    return render(request, "people/users_directory.html", {"form": form}, status=422 if form.is_bound else 200)


@permitted("people.administer")
@require_safe
def users_template(request: HttpRequest) -> HttpResponseBase:
    """An empty table to fill in."""
    return csv_response(_("people"), [column.label for column in COLUMNS], [])


def import_page(
    request: HttpRequest,
    *,
    template: str,
    columns: tuple[Column, ...],
    plan: Callable[[str], Plan],
    carry_out: Callable[[str], Plan],
    onward: str,
    extra: dict[str, Any] | None = None,
) -> HttpResponseBase:
    """The page of an import: without a table it asks for one, with one it shows what would be done, confirmed it does.

    Args:
        onward: the route to go to when all is done; with rows left out, the page shows them instead.
    """
    form = TableForm(posted(request), request.FILES or None)
    context: dict[str, Any] = {"form": form, "columns": columns, **(extra or {})}
    done = "confirm" in request.POST and not request.FILES
    plans: list[Plan] = []
    if form.is_valid():
        text = form.cleaned_data["text"]
        act = carry_out if done else plan
        if carried_out(form, lambda: _plan(act, text, plans)):
            done = done and not isinstance(plans[0], Undone)
            context |= _shown(plans[0]) | {"text": text, "done": done}
            if done:
                messages.success(request, _summary(plans[0]))
                if not plans[0].count("error"):
                    return redirect(onward)
    return render(request, template, context, status=422 if form.errors else 200)


class Undone(Plan):
    """A plan that was not carried out, since a row of it is wrong."""


def _plan(act: Callable[[str], Plan], text: str, plans: list[Plan]) -> None:
    try:
        plans.append(act(text))
    except Broken as error:
        plans.append(Undone(error.plan.rows))


def _shown(plan: Plan) -> dict[str, Any]:
    order = {"error": 0, "create": 1, "change": 2, "close": 3, "same": 4}
    rows = sorted(plan.rows, key=lambda row: (order[row.act], row.line))
    counts = {act: plan.count(act) for act in order}
    return {"plan": plan, "rows": rows[:SHOWN], "counts": counts, "more": max(0, len(rows) - SHOWN)}


def _summary(plan: Plan) -> str:
    made, changed = plan.count("create"), plan.count("change")
    return " ".join(
        (
            ngettext("%(n)d row made.", "%(n)d rows made.", made) % {"n": made},
            ngettext("%(n)d row changed.", "%(n)d rows changed.", changed) % {"n": changed},
        )
    )
