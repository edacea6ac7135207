"""The page of a directory or identity provider."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tournevis.people.directory import DirectoryProblem
from tournevis.people.stepup import confirmed
from tournevis.people.web import address_of, asker, base_of, carried_out, permitted, posted
from tournevis.signon import rules
from tournevis.signon.forms.providers import FORMS
from tournevis.signon.models import Provider
from tournevis.signon.rules.directories import directory_of


@permitted("people.administer")
@confirmed
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Add a provider."""
    if kind not in FORMS:
        raise Http404
    return _page(request, Provider(organisation=asker(request).organisation, kind=kind))


@permitted("people.administer")
@confirmed
@require_http_methods(["GET", "POST"])
def provider(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a provider, or remove it."""
    found = get_object_or_404(Provider, pk=pk, organisation=asker(request).organisation)
    if "remove" in request.POST:
        rules.remove_provider(found, by=asker(request), address=address_of(request))
        messages.success(request, _("%(name)s is removed.") % {"name": found.name})
        return redirect("signon:policy")
    return _page(request, found)


def _page(request: HttpRequest, found: Provider) -> HttpResponseBase:
    form = FORMS[found.kind](posted(request), instance=found, organisation=found.organisation)
    who, address = asker(request), address_of(request)
    if form.is_valid() and carried_out(form, lambda: rules.save_provider(found, by=who, at=address, **form.changes())):
        messages.success(request, _("Saved."))
        return redirect("signon:provider", found.pk)
    back = (
        base_of(request) + reverse("signon:oidc_back", args=[found.key]) if found.key and found.kind == "oidc" else ""
    )
    context = {"form": form, "provider": found, "back_address": back}
    return render(request, "signon/provider.html", context, status=422 if form.is_bound else 200)


@permitted("people.administer")
@confirmed
@require_POST
def attempt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask the directory whom it knows, as it is kept."""
    found = get_object_or_404(Provider, pk=pk, kind="ldap", organisation=asker(request).organisation)
    try:
        people = directory_of(found).find("(|(mail=*)(uid=*)(sAMAccountName=*))", ["cn"], most=500)
    except DirectoryProblem as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The directory answers; it shows %(count)s people.") % {"count": len(people)})
    return redirect("signon:provider", pk)
