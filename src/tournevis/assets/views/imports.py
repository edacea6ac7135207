"""Bringing machines in as a table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tournevis.assets import rules
from tournevis.assets.rules.imports import COLUMNS
from tournevis.people.views.imports import import_page
from tournevis.people.web import asker, csv_response, permitted


@permitted("assets.import")
@require_http_methods(["GET", "POST"])
def machines_import(request: HttpRequest) -> HttpResponseBase:
    """Import machines."""
    by = asker(request)
    return import_page(
        request,
        template="assets/import.html",
        columns=COLUMNS,
        plan=lambda text: rules.plan_assets(text, by=by),
        carry_out=lambda text: rules.import_assets(text, by=by, now=timezone.now()),
        onward="assets:list",
    )


@permitted("assets.import")
@require_safe
def machines_template(request: HttpRequest) -> HttpResponseBase:
    """An empty table to fill in."""
    return csv_response(_("machines"), [column.label for column in COLUMNS], [])
