"""A kept secret is shown, once, for a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from tournevis.people.rules import require
from tournevis.people.rules.secrets import reveal, secret_of
from tournevis.people.web import address_of, asker, carried_out, posted


class ReasonForm(forms.Form):
    """Why somebody needs to see a secret."""

    reason = forms.CharField(label=_("Why do you need to see it?"), max_length=300, help_text=_("It is noted."))


@login_required
@never_cache
@sensitive_variables("shown", "context")
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Ask why, note it, and show the secret on this one page."""
    by, secret = asker(request), secret_of(key)
    row = secret.find(by, pk) if secret else None
    if secret is None or row is None:
        raise Http404
    require(by, secret.permission, *([row] if hasattr(row, "organisation_id") else []))
    form, shown = ReasonForm(posted(request)), []
    if form.is_valid():
        carried_out(form, lambda: shown.append(reveal(secret, row, by=by, address=address_of(request), **_why(form))))
    context = {"form": form, "secret": secret, "row": row, "shown": shown}
    return render(request, "people/secret.html", context, status=422 if form.is_bound and not shown else 200)


def _why(form: ReasonForm) -> dict[str, Any]:
    return {"reason": form.cleaned_data["reason"]}
