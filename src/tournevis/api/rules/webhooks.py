"""Webhooks: made, changed, ended by an administrator; fed from the timeline into the outbox."""

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from collections.abc import Collection
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tournevis.api import events
from tournevis.api.models import Subscription
from tournevis.desk.models import Entry, Ticket
from tournevis.outbox.models import Message
from tournevis.outbox.reaching import Unreachable, target
from tournevis.outbox.rules import hand_to_carrier
from tournevis.people.models import Organisation, User
from tournevis.people.rules import Refused, record, require

CHANNEL, MOST = "webhook", 50


@transaction.atomic
def save_webhook(
    organisation: Organisation,
    url: str,
    wanted: Collection[str],
    *,
    by: User,
    webhook: Subscription | None = None,
    is_active: bool = True,
    address: str | None = None,
) -> Subscription:
    """Make a webhook, with a secret of its own, or change `webhook`.

    Raises:
        NotAllowed: `by` does not administer the organisation.
        ValidationError: the address may not be reached from here; no event, or one that there is not.
        Refused: there are too many.
    """
    require(by, "api.administer_webhooks", webhook or organisation)
    url = url.strip()
    reachable(url)
    if not wanted or not set(wanted) <= set(events.EVENTS):
        raise ValidationError({"events": _("Choose at least one event.")})
    if webhook is None and organisation.webhooks.count() >= MOST:
        raise Refused(_("There are %(most)s webhooks already.") % {"most": MOST})
    before = _brief(webhook) if webhook else None
    webhook = webhook or Subscription(organisation=organisation, secret=new_secret())
    webhook.url, webhook.events, webhook.is_active = url, sorted(set(wanted)), is_active
    webhook.save()
    if before != _brief(webhook):
        record(by, "webhook.save", webhook, before=before, after=_brief(webhook), address=address)
    return webhook


@transaction.atomic
def renew_secret(webhook: Subscription, *, by: User, address: str | None = None) -> str:
    """A new secret, which is told only here; the former one ends at once."""
    require(by, "api.administer_webhooks", webhook)
    text = new_secret()
    webhook.secret = text
    webhook.save(update_fields=["secret"])
    record(by, "webhook.secret", webhook, address=address)
    return text


@transaction.atomic
def remove_webhook(webhook: Subscription, *, by: User, address: str | None = None) -> None:
    """End a webhook; what waits for it is given up, and stays in the outbox."""
    require(by, "api.administer_webhooks", webhook)
    record(by, "webhook.remove", webhook, before=_brief(webhook), address=address)
    waiting = Message.objects.filter(organisation=webhook.organisation, about=webhook.about, state="queued")
    waiting.update(state=Message.State.GIVEN_UP, last_error=_("The webhook was removed."))
    webhook.delete()


@transaction.atomic
def redeliver(message: Message, webhook: Subscription, *, by: User) -> Message:
    """Send an event once more, as it was; its id stays, by which a receiver that had it tells.

    Raises:
        NotAllowed. Refused: it is of another webhook.
    """
    require(by, "api.administer_webhooks", webhook)
    if message.about != webhook.about or message.organisation_id != webhook.organisation_id:
        raise Refused(_("This was not sent to that webhook."))
    record(by, "webhook.redeliver", webhook, after={"event": message.subject})
    return _post(webhook, message.subject, json.loads(message.body_text))


def try_webhook(webhook: Subscription, *, by: User, now: datetime) -> Message:
    """Send a trial event."""
    require(by, "api.administer_webhooks", webhook)
    return _post(webhook, events.TEST, events.test_payload(now.isoformat()))


def hear(ticket: Ticket, entry: Entry) -> None:
    """Post an entry of a timeline to whoever wants its event, in the transaction of the act."""
    event = events.name_of(entry)
    if not event:
        return
    for webhook in Subscription.objects.filter(organisation=ticket.organisation_id, is_active=True).order_by("id"):
        if event in webhook.events:
            _post(webhook, event, events.payload(event, ticket, entry))


def reachable(url: str) -> None:
    """Refuse an address that events may not be sent to: by TLS only, but for hosts inside that are allowed by name.

    Raises:
        ValidationError: on `url`.
    """
    try:
        if len(url) > 250:
            raise Unreachable(_("The address is too long."))
        target(url, schemes=schemes_for(url))
    except Unreachable as error:
        raise ValidationError({"url": str(error)}) from error


def schemes_for(url: str) -> tuple[str, ...]:
    """How an address may be reached: without TLS only where the host is allowed by name."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        host = ""
    return ("https", "http") if host in settings.REACHABLE else ("https",)


def new_secret() -> str:
    """As the specification of Standard Webhooks writes it: `whsec_` and 32 bytes in base64."""
    return "whsec_" + b64encode(secrets.token_bytes(32)).decode()


def _post(webhook: Subscription, event: str, told: dict[str, Any]) -> Message:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hand_to_carrier(webhook.organisation, CHANNEL, webhook.url, event, text, about=webhook.about)


def _brief(webhook: Subscription) -> dict[str, object]:
    return {"address": webhook.url, "events": webhook.events, "is_active": webhook.is_active}
