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
from tournevis.people.forms import TableForm
from tournevis.people.rules.imports import COLUMNS
from tournevis.people.tables import Column, Plan
from tournevis.people.web import asker, base_of, carried_out, csv_response, permitted, posted

SHOWN = 200  # rows of a preview; errors first


@permitted("people.administer")
@require_http_methods(["GET", "POST"])
def users_import(request: HttpRequest) -> HttpResponseBase:
    """Import users."""
    by = asker(request)
    invited = "invited" in request.POST
    return import_page(
        request,
        template="people/users_import.html",
        columns=COLUMNS,
        plan=lambda text: rules.plan_users(text, by=by),
        carry_out=lambda text: rules.import_users(text, by=by, invited=invited, base=base_of(request)),
        onward="people:users",
        extra={"invited": invited},
    )


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
        if carried_out(form, lambda: plans.append(act(text))):
            context |= _shown(plans[0]) | {"text": text, "done": done}
            if done:
                messages.success(request, _summary(plans[0]))
                if not plans[0].count("error"):
                    return redirect(onward)
    return render(request, template, context, status=422 if form.errors else 200)


def _shown(plan: Plan) -> dict[str, Any]:
    order = {"error": 0, "create": 1, "change": 2, "same": 3}
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
