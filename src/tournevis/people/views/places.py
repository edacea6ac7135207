"""Sites and teams."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tournevis.people import rules
from tournevis.people.forms import SiteForm, TeamForm
from tournevis.people.models import Site, Team
from tournevis.people.web import asker, carried_out, permitted, posted


@permitted("people.administer")
@require_safe
def sites(request: HttpRequest) -> HttpResponseBase:
    """The sites of the organisation, each within the one that holds it."""
    rows = list(Site.objects.filter(organisation=asker(request).organisation).annotate(people=Count("users")))
    return render(request, "people/sites.html", {"rows": _nested(rows), "count": len(rows)})


def _nested(sites: Sequence[Site]) -> list[tuple[int, Site]]:
    """Sites with their depth, each right after the one that holds it."""
    inside: dict[int | None, list[Site]] = {}
    for site in sites:
        inside.setdefault(site.parent_id, []).append(site)
    rows: list[tuple[int, Site]] = []

    def add(parent: int | None, depth: int) -> None:
        for site in inside.get(parent, []):
            rows.append((depth, site))
            add(site.pk, depth + 1)

    add(None, 0)
    return rows


@permitted("people.administer")
@require_http_methods(["GET", "POST"])
def site(request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
    """Make, change or remove a site."""
    by = asker(request)
    found = get_object_or_404(Site, pk=pk, organisation=by.organisation) if pk else None
    initial = {"name": found.name, "parent": found.parent_id} if found else None
    form = SiteForm(posted(request), initial=initial, organisation=by.organisation, site=found)
    if found and "remove" in request.POST:
        if carried_out(_bound(form), lambda: rules.remove_site(found, by=by)):
            messages.success(request, _("%(name)s is removed.") % {"name": found.name})
            return redirect("people:sites")
    elif form.is_valid() and carried_out(
        form, lambda: rules.save_site(by.organisation, **form.cleaned_data, by=by, site=found)
    ):
        messages.success(request, _("Saved."))
        return redirect("people:sites")
    return render(request, "people/site.html", {"form": form, "site": found}, status=422 if form.is_bound else 200)


@permitted("people.administer")
@require_safe
def teams(request: HttpRequest) -> HttpResponseBase:
    """The teams of the organisation."""
    rows = Team.objects.filter(organisation=asker(request).organisation).prefetch_related("members")
    return render(request, "people/teams.html", {"rows": rows})


@permitted("people.administer")
@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
    """Make, change or remove a team."""
    by = asker(request)
    found = get_object_or_404(Team, pk=pk, organisation=by.organisation) if pk else None
    initial = {"name": found.name, "members": found.members.all()} if found else None
    form = TeamForm(posted(request), initial=initial, organisation=by.organisation, team=found)
    if found and "remove" in request.POST:
        rules.remove_team(found, by=by)
        messages.success(request, _("%(name)s is removed.") % {"name": found.name})
        return redirect("people:teams")
    if form.is_valid() and carried_out(
        form, lambda: rules.save_team(by.organisation, **form.cleaned_data, by=by, team=found)
    ):
        messages.success(request, _("Saved."))
        return redirect("people:teams")
    return render(request, "people/team.html", {"form": form, "team": found}, status=422 if form.is_bound else 200)


def _bound(form: SiteForm) -> SiteForm:
    form.is_valid()
    return form
