"""The settings of the door."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tournevis.people.rules import change_settings
from tournevis.people.stepup import demand
from tournevis.people.web import address_of, asker, carried_out, permitted, posted
from tournevis.signon import rules
from tournevis.signon.forms import PolicyForm
from tournevis.signon.models import Policy, Provider


@permitted("people.settings")
@require_http_methods(["GET", "POST"])
def policy(request: HttpRequest) -> HttpResponseBase:
    """What is asked of those who sign in."""
    form = PolicyForm(posted(request), instance=Policy.current())
    if form.is_valid():
        if ask := demand(request):
            return ask
        if carried_out(form, lambda: _change(request, form)):
            messages.success(request, _("Saved."))
            return redirect("signon:policy")
    providers = Provider.objects.filter(organisation=asker(request).organisation)
    context = {"form": form, "providers": providers, "kinds": Provider.Kind.choices}
    return render(request, "signon/policy.html", context, status=422 if form.is_bound else 200)


def _change(request: HttpRequest, form: PolicyForm) -> None:
    who, address = asker(request), address_of(request)
    change_settings(by=who, address=address, **form.lockout.cleaned_data)
    rules.change_policy(by=who, address=address, **form.cleaned_data)
