"""Machines: list, page, handing over, export."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tournevis.assets import queries, rules, showing
from tournevis.assets.forms import AssetFilter, AssetForm, HandOverForm
from tournevis.assets.models import Asset
from tournevis.assets.rules.imports import COLUMNS
from tournevis.people.paging import page
from tournevis.people.rules import allowed
from tournevis.people.web import asker, carried_out, csv_export, permitted, posted

ORDERS = {"": ("name", "id"), "newest": ("-id",)}
GONE = [Asset.Status.RETIRED, Asset.Status.LOST]


@permitted("assets.list")
@require_safe
def machines(request: HttpRequest) -> HttpResponseBase:
    """The machines of the organisation."""
    found, form = _chosen(request)
    order = ORDERS[form.cleaned_data.get("sort", "")]
    context = {
        "form": form,
        "page": page(queries.with_holder(found), order, request.GET),
        "count": found.count(),
        "filtered": any(form.cleaned_data.get(key) for key in ("q", "kind", "status", "site")),
        "imports": allowed(asker(request), "assets.import"),
        "edits": allowed(asker(request), "assets.edit"),
        "today": timezone.localdate(),
    }
    return render(request, "assets/list.html", context)


@permitted("assets.list")
@require_safe
def machines_csv(request: HttpRequest) -> HttpResponseBase:
    """The same list as a CSV file that can be changed and imported again."""
    found, _form = _chosen(request)
    rows = (_cells(asset) for asset in queries.with_holder(found).order_by(*ORDERS[""]).iterator(500))
    return csv_export(request, _("machines"), [column.label for column in COLUMNS], rows)


@login_required
@require_safe
def machine(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A machine: what it is, who has and had it, what it last said."""
    by = asker(request)
    asset = get_object_or_404(queries.assets_of(by), pk=pk)
    edits = allowed(by, "assets.edit", asset)
    context = {
        "asset": asset,
        "current": queries.holder_of(asset),
        "former": queries.former_holdings(asset)[:20] if by.is_reader else [],
        "facts": [(showing.name(fact), showing.words(fact), fact) for fact in asset.facts.all()],
        "edits": edits,
        "form": HandOverForm(organisation=by.organisation) if edits else None,
        "today": timezone.localdate(),
    }
    return render(request, "assets/machine.html", context)


@permitted("assets.edit")
@require_http_methods(["GET", "POST"])
def machine_edit(request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
    """Make or change a machine."""
    by = asker(request)
    asset = get_object_or_404(queries.assets_of(by), pk=pk) if pk else None
    form = AssetForm(posted(request), instance=asset, organisation=by.organisation)
    saved: list[Asset] = []
    if form.is_valid():
        kept = Asset.objects.get(pk=pk) if pk else None
        if carried_out(
            form,
            lambda: saved.append(rules.save_asset(by.organisation, by=by, asset=kept, **form.cleaned_data)),
        ):
            messages.success(request, _("%(machine)s is saved.") % {"machine": saved[0]})
            return redirect("assets:machine", saved[0].pk)
    context = {"form": form, "asset": asset}
    return render(request, "assets/edit.html", context, status=422 if form.is_bound else 200)


@permitted("assets.edit")
@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give a machine to somebody or to a site, or take it back."""
    by = asker(request)
    asset = get_object_or_404(queries.assets_of(by), pk=pk)
    form = HandOverForm(request.POST, organisation=by.organisation)
    if form.is_valid() and carried_out(form, lambda: rules.give(asset, form.to(), by=by, now=timezone.now())):
        told = _("%(machine)s is with %(holder)s.") if form.to() else _("%(machine)s is taken back.")
        messages.success(request, told % {"machine": asset, "holder": form.to()})
        return redirect("assets:machine", pk)
    return render(request, "assets/hand_over.html", {"asset": asset, "form": form}, status=422)


@permitted("assets.edit")
@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let imports change the fields that were corrected by hand."""
    asset = get_object_or_404(queries.assets_of(asker(request)), pk=pk)
    rules.unlock(asset, by=asker(request))
    messages.success(request, _("Imports may change every field of %(machine)s again.") % {"machine": asset})
    return redirect("assets:machine", pk)


def _chosen(request: HttpRequest) -> tuple[QuerySet[Asset], AssetFilter]:
    organisation = asker(request).organisation
    form = AssetFilter(request.GET, organisation=organisation)
    if not form.is_valid():
        form = AssetFilter(QueryDict(""), organisation=organisation)
        form.is_valid()
    wanted = form.cleaned_data
    found = queries.named(queries.assets_of(asker(request)), wanted["q"])
    if wanted["kind"]:
        found = found.filter(kind=wanted["kind"])
    if wanted["site"]:
        found = found.filter(site=wanted["site"])
    if not wanted["status"]:
        found = found.exclude(status__in=GONE)
    elif wanted["status"] != "all":
        found = found.filter(status=wanted["status"])
    return found, form


def _cells(asset: Asset) -> list[object]:
    current = getattr(asset, "current", [])
    told = {
        "kind": asset.get_kind_display(),
        "status": asset.get_status_display(),
        "holder": current[0].holder.email if current and current[0].holder else "",
    }
    return [told[column.key] if column.key in told else getattr(asset, column.key) or "" for column in COLUMNS]
