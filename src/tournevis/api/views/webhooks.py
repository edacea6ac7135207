"""Webhooks, and the log of what was sent to them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tournevis.api import queries, rules
from tournevis.api.events import EVENTS, TEST
from tournevis.api.forms import WebhookForm
from tournevis.api.models import Subscription
from tournevis.outbox.models import Message
from tournevis.people.paging import page
from tournevis.people.stepup import demand
from tournevis.people.web import address_of, asker, carried_out, permitted, posted

ADMINISTERS = "api.administer_webhooks"


@permitted(ADMINISTERS)
@require_safe
def webhooks(request: HttpRequest) -> HttpResponseBase:
    """The webhooks of the organisation."""
    shown = page(queries.webhooks_of(asker(request)), ("-id",), request.GET)
    rows = [(webhook, [EVENTS[event] for event in webhook.events if event in EVENTS]) for webhook in shown.rows]
    return render(request, "api/webhooks.html", {"page": shown, "rows": rows})


@never_cache
@permitted(ADMINISTERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """A new webhook; its secret is shown in the answer and never again."""
    form, made = WebhookForm(posted(request)), list[Subscription]()
    if form.is_valid():
        if ask := demand(request):
            return ask
        if _save(request, form, None, made):
            return _page(request, made[0], secret=made[0].secret.reveal())
    return render(request, "api/webhook_new.html", {"form": form}, status=422 if form.is_bound else 200)


@permitted(ADMINISTERS)
@require_http_methods(["GET", "POST"])
def webhook(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A webhook, and what was sent to it."""
    found = _found(request, pk)
    form = WebhookForm(posted(request)) if request.method == "POST" else None
    if form is not None and form.is_valid():
        if ask := demand(request):
            return ask
        if _save(request, form, found, []):
            messages.success(request, _("Saved."))
            return redirect("api:webhook", pk)
    return _page(request, found, form=form, status=422 if form is not None else 200)


@permitted(ADMINISTERS)
@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponseBase:
    """Try it, give it a new secret, or remove it."""
    found, by = _found(request, pk), asker(request)
    if act not in ("try", "secret", "remove"):
        raise Http404
    if act != "try" and (ask := demand(request)):
        return ask
    if act == "secret":
        return _page(request, found, secret=rules.renew_secret(found, by=by, address=address_of(request)))
    if act == "remove":
        rules.remove_webhook(found, by=by, address=address_of(request))
        messages.success(request, _("The webhook is removed."))
        return redirect("api:webhooks")
    rules.try_webhook(found, by=by, now=timezone.now())
    messages.success(request, _("A trial event is on its way."))
    return redirect("api:webhook", pk)


@permitted(ADMINISTERS)
@require_POST
def redeliver(request: HttpRequest, pk: int, message: int) -> HttpResponseBase:
    """Send an event once more."""
    found = _found(request, pk)
    rules.redeliver(get_object_or_404(queries.deliveries_of(found), pk=message), found, by=asker(request))
    messages.success(request, _("The event is on its way once more."))
    return redirect("api:webhook", pk)


def _found(request: HttpRequest, pk: int) -> Subscription:
    return get_object_or_404(queries.webhooks_of(asker(request)), pk=pk)


def _save(request: HttpRequest, form: WebhookForm, webhook: Subscription | None, made: list[Subscription]) -> bool:
    by, given = asker(request), form.cleaned_data

    def save() -> None:
        made.append(
            rules.save_webhook(
                by.organisation,
                given["url"],
                given["events"],
                by=by,
                webhook=webhook,
                is_active=given["is_active"],
                address=address_of(request),
            )
        )

    return carried_out(form, save)


def _page(
    request: HttpRequest, webhook: Subscription, *, form: Any = None, secret: str = "", status: int = 200
) -> HttpResponseBase:
    initial = {"url": webhook.url, "events": webhook.events, "is_active": webhook.is_active}
    shown = page(queries.deliveries_of(webhook), ("-id",), request.GET)
    context = {
        "webhook": webhook,
        "form": form or WebhookForm(initial=initial),
        "secret": secret,
        "page": shown,
        "rows": [(message, _called(message), message.state == Message.State.QUEUED) for message in shown.rows],
    }
    return render(request, "api/webhook.html", context, status=status)


def _called(message: Message) -> object:
    return _("Trial") if message.subject == TEST else EVENTS.get(message.subject, message.subject)
