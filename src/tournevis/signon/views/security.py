"""How one's own account is secured, and where it is signed in; the same of somebody else's, for his administrator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tournevis.people.models import User
from tournevis.people.queries import people_of
from tournevis.people.stepup import confirmed
from tournevis.people.web import address_of, asker, permitted
from tournevis.signon import queries, rules, visits
from tournevis.signon.models import Passkey


@never_cache
@login_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """By what I sign in, and where I am signed in."""
    user = asker(request)
    context = {
        "sessions": _told(user),
        "here": visits.handle_of(request),
        "factors": rules.factors_of(user),
        "passkeys": Passkey.objects.filter(user=user),
        "must_set_up": request.session.get(visits.MUST_SET_UP),
    }
    return render(request, "signon/security.html", context)


def _told(user: User) -> list[dict[str, Any]]:
    """The sessions of `user`, with what they are called."""
    return [{"row": row, "means": visits.MEANS.get(row.means, "")} for row in queries.sessions_of(user)]


@login_required
@require_POST
def end(request: HttpRequest, handle: str) -> HttpResponse:
    """Sign out of another browser."""
    user = asker(request)
    if rules.end_session(user, handle, by=user, address=address_of(request)):
        messages.success(request, _("That browser is signed out."))
    return redirect("signon:security")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out of every other browser."""
    user = asker(request)
    count = rules.end_others(user, but=visits.handle_of(request), by=user, address=address_of(request))
    text = ngettext("%(count)s other browser is signed out.", "%(count)s other browsers are signed out.", count)
    messages.success(request, text % {"count": count})
    return redirect("signon:security")


@permitted("people.administer")
@never_cache
@require_safe
def access(request: HttpRequest, pk: int) -> HttpResponseBase:
    """By what somebody signs in, and where he is signed in."""
    person = get_object_or_404(people_of(asker(request)), pk=pk)
    context = {"person": person, "sessions": _told(person), "factors": rules.factors_of(person)}
    return render(request, "signon/access.html", context)


@permitted("people.administer")
@confirmed
@require_POST
def end_all(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Sign somebody out everywhere."""
    person = get_object_or_404(people_of(asker(request)), pk=pk)
    own = visits.handle_of(request) if person.pk == asker(request).pk else ""
    count = rules.end_others(person, but=own, by=asker(request), address=address_of(request))
    text = ngettext("%(count)s session is ended.", "%(count)s sessions are ended.", count)
    messages.success(request, text % {"count": count})
    return redirect("signon:access", pk)
