"""Webhooks: kept, tried, and what was sent to them."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from tournevis.api import queries, rules
from tournevis.api.door import BearerToken, asker
from tournevis.api.models import Subscription
from tournevis.api.paging import Paging, paged
from tournevis.api.schemas.common import Done, Key
from tournevis.api.schemas.logs import MessagePage, MessageShape
from tournevis.api.schemas.webhooks import WebhookGiven, WebhookMade, WebhookPage, WebhookShape
from tournevis.people.web import address_of

router = Router(tags=["Webhooks"])
READ = BearerToken("settings:read", "api.administer_webhooks")
ADMIN = BearerToken("settings:admin", "api.administer_webhooks")


@router.get("/webhooks", auth=READ, response=WebhookPage, operation_id="list_webhooks")
def list_webhooks(request: HttpRequest, paging: Query[Paging]) -> WebhookPage:
    """The webhooks, newest first."""
    rows = queries.webhooks_of(asker(request))
    return paged(rows, ("-id",), paging, lambda rows: [WebhookShape.of(row) for row in rows], WebhookPage)


@router.post("/webhooks", auth=ADMIN, response={201: WebhookMade}, operation_id="add_webhook")
def add_webhook(request: HttpRequest, given: WebhookGiven) -> WebhookMade:
    """Make a webhook; the answer tells its secret, and nothing does after it."""
    webhook = _saved(request, given, None)
    return WebhookMade(**WebhookShape.of(webhook).model_dump(), secret=webhook.secret.reveal())


@router.get("/webhooks/{int:key}", auth=READ, response=WebhookShape, operation_id="get_webhook")
def get_webhook(request: HttpRequest, key: Key) -> WebhookShape:
    """One webhook."""
    return WebhookShape.of(_found(request, key))


@router.put("/webhooks/{int:key}", auth=ADMIN, response=WebhookShape, operation_id="change_webhook")
def change_webhook(request: HttpRequest, key: Key, given: WebhookGiven) -> WebhookShape:
    """Change a webhook."""
    return WebhookShape.of(_saved(request, given, _found(request, key)))


@router.delete("/webhooks/{int:key}", auth=ADMIN, response=Done, operation_id="remove_webhook")
def remove_webhook(request: HttpRequest, key: Key) -> Done:
    """End a webhook."""
    webhook = _found(request, key)
    rules.remove_webhook(webhook, by=asker(request), address=address_of(request))
    return Done(message=webhook.url)


@router.post("/webhooks/{int:key}/try", auth=ADMIN, response={201: MessageShape}, operation_id="try_webhook")
def try_webhook(request: HttpRequest, key: Key) -> MessageShape:
    """Send a trial event."""
    return MessageShape.of(rules.try_webhook(_found(request, key), by=asker(request), now=timezone.now()))


@router.get("/webhooks/{int:key}/deliveries", auth=READ, response=MessagePage, operation_id="list_deliveries")
def list_deliveries(request: HttpRequest, key: Key, paging: Query[Paging]) -> MessagePage:
    """What was sent to a webhook or waits to be, newest first."""
    rows = queries.deliveries_of(_found(request, key))
    return paged(rows, ("-id",), paging, lambda rows: [MessageShape.of(row) for row in rows], MessagePage)


@router.post(
    "/webhooks/{int:key}/deliveries/{int:message}/again",
    auth=ADMIN,
    response={201: MessageShape},
    operation_id="redeliver_event",
)
def redeliver_event(request: HttpRequest, key: Key, message: Key) -> MessageShape:
    """Send an event once more, as it was."""
    webhook = _found(request, key)
    sent = get_object_or_404(queries.deliveries_of(webhook), pk=message)
    return MessageShape.of(rules.redeliver(sent, webhook, by=asker(request)))


def _found(request: HttpRequest, key: int) -> Subscription:
    return get_object_or_404(queries.webhooks_of(asker(request)), pk=key)


def _saved(request: HttpRequest, given: WebhookGiven, webhook: Subscription | None) -> Subscription:
    by = asker(request)
    return rules.save_webhook(
        by.organisation,
        given.url,
        given.events,
        by=by,
        webhook=webhook,
        is_active=given.is_active,
        address=address_of(request),
    )
