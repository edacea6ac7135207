"""Organisations of the installation, who works for this one from another, and where somebody acts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tournevis.people import rules
from tournevis.people.acting import go_to
from tournevis.people.forms import MemberForm, OrganisationForm
from tournevis.people.models import Membership, Organisation
from tournevis.people.tenancy import scope
from tournevis.people.web import asker, carried_out, permitted, posted


@require_POST
@login_required
def place(request: HttpRequest) -> HttpResponseBase:
    """Act in another organisation from now on, or at home; then show `next`, a page of this site, or the first page."""
    wanted = request.POST.get("organisation") or str(asker(request).home_id)
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 12):
        raise Http404
    if not go_to(request, asker(request), int(wanted)):
        raise Http404
    onward = request.POST.get("next", "")
    return redirect(onward if url_has_allowed_host_and_scheme(onward, allowed_hosts=None) else "/")


@permitted("people.host")
@require_safe
def organisations(request: HttpRequest) -> HttpResponseBase:
    """The organisations that this installation serves."""
    is_open = Q(users__is_active=True)
    served = Organisation.objects.annotate(people=Count("users", filter=is_open))
    with scope.directory():
        rows = list(served.order_by("-serves_others", "name"))
    return render(request, "people/organisations.html", {"rows": rows})


@permitted("people.host")
@require_http_methods(["GET", "POST"])
def organisation_new(request: HttpRequest) -> HttpResponseBase:
    """Open an organisation."""
    form = OrganisationForm(posted(request))
    made: list[Organisation] = []
    if form.is_valid() and carried_out(
        form, lambda: made.append(rules.open_organisation(form.cleaned_data["name"], by=asker(request)))
    ):
        told = _("%(name)s is open, and you administer it: go there at the top of the page.")
        messages.success(request, told % {"name": made[0]})
        return redirect("people:organisations")
    return render(request, "people/organisation_new.html", {"form": form}, status=422 if form.is_bound else 200)


@permitted("people.administer")
@require_safe
def members(request: HttpRequest) -> HttpResponseBase:
    """Those of other organisations who work here."""
    rows = Membership.objects.filter(organisation=asker(request).organisation_id)
    rows = rows.select_related("user__organisation", "site", "team")
    return render(request, "people/members.html", {"rows": rows.order_by("-is_active", "user__last_name", "pk")})


@permitted("people.administer")
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
    """Let somebody work here, change what he may, or let him go."""
    by = asker(request)
    here = Membership.objects.filter(organisation=by.organisation_id, is_active=True).select_related("user")
    found = get_object_or_404(here, pk=pk) if pk else None
    if found and "end" in request.POST:
        rules.end_member(found, by=by)
        messages.success(request, _("%(name)s no longer works here.") % {"name": found.user})
        return redirect("people:members")
    initial = {"role": found.role, "site": found.site_id, "team": found.team_id} if found else None
    form = MemberForm(posted(request), initial=initial, organisation=by.organisation, known=bool(found))
    if form.is_valid() and carried_out(form, lambda: _save(found, form, request)):
        messages.success(request, _("Saved."))
        return redirect("people:members")
    return render(request, "people/member.html", {"form": form, "member": found}, status=422 if form.is_bound else 200)


def _save(found: Membership | None, form: MemberForm, request: HttpRequest) -> None:
    by = asker(request)
    if found:
        rules.change_member(found, by=by, **form.cleaned_data)
    else:
        rules.add_member(by.organisation, by=by, **form.cleaned_data)
