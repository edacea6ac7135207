"""One's own keys for programs."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tournevis.api import queries, rules, scopes
from tournevis.api.forms import TokenForm
from tournevis.api.models import Token
from tournevis.people.paging import page
from tournevis.people.stepup import demand
from tournevis.people.web import address_of, asker, carried_out, posted


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponseBase:
    """My keys, and a new one, whose text is shown in the answer and never again."""
    user, now = asker(request), timezone.now()
    form, made = TokenForm(posted(request), owner=user), []
    if form.is_valid():
        if ask := demand(request):
            return ask
        name, days = form.cleaned_data["name"], form.cleaned_data["days"]
        carried_out(
            form,
            lambda: made.append(
                rules.make_token(user, name, form.scopes, days=days, now=now, address=address_of(request))
            ),
        )
    shown = page(Token.objects.filter(user=user).select_related("user"), ("-id",), request.GET)
    context = {
        "form": TokenForm(owner=user) if made else form,
        "page": shown,
        "rows": [(token, scopes.told(token.scopes), token.is_good(now)) for token in shown.rows],
        "text": made[0][1] if made else "",
        "made": made[0][0] if made else None,
    }
    return render(request, "api/tokens.html", context, status=422 if form.is_bound and not made else 200)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End a key at once."""
    token = get_object_or_404(queries.tokens_of(asker(request)), pk=pk)
    rules.revoke(token, by=asker(request), now=timezone.now(), address=address_of(request))
    messages.success(request, _("The key “%(name)s” opens nothing any more.") % {"name": token})
    return redirect("api:tokens")
