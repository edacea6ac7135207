"""How long each kind of data is kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tournevis.operations.forms import RetentionForm
from tournevis.operations.retention import plan, set_days
from tournevis.people.web import address_of, asker, carried_out, permitted, posted


@permitted("people.administer")
@require_http_methods(["GET", "POST"])
def retention(request: HttpRequest) -> HttpResponseBase:
    """Set the ages, and see what they would let go of."""
    by = asker(request)
    planned = plan(by.organisation, timezone.now())
    form = RetentionForm(posted(request), planned=planned)
    if form.is_valid() and carried_out(
        form, lambda: set_days(by.organisation, form.days(), by=by, address=address_of(request))
    ):
        messages.success(request, _("Saved. What changed is told in the next round, and carried out the day after."))
        return redirect("operations:retention")
    context = {"form": form, "rows": [(one, form[one.kind.key]) for one in planned]}
    return render(request, "operations/retention.html", context, status=422 if form.is_bound else 200)
