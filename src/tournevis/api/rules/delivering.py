"""Carrying an event to its webhook: signed, to the checked address, once per attempt.

Signed as Standard Webhooks (https://www.standardwebhooks.com) say: HMAC-SHA256 over `id.timestamp.body`, so that their
libraries verify it. The timestamp is that of the attempt: a receiver refuses what is older than five minutes.
"""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from datetime import datetime

from django.utils.translation import gettext as _

from tournevis.api.models import Subscription
from tournevis.api.rules.webhooks import schemes_for
from tournevis.outbox.models import Message
from tournevis.outbox.reaching import Unreachable, send, target
from tournevis.outbox.rules import Dropped, NotNow

TIMEOUT = 10.0  # seconds
GONE = 410


def carry(message: Message, now: datetime) -> None:
    """Send an event.

    Raises:
        NotNow: it was not taken this time. Dropped: it never will be.
    """
    webhook = _webhook_of(message)
    body = message.body_text.encode()
    identity = str(json.loads(message.body_text)["id"])
    stamp = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Tournevis-Webhooks",
        "webhook-id": identity,
        "webhook-timestamp": stamp,
        "webhook-signature": signature(webhook.secret.reveal(), identity, stamp, body),
    }
    try:
        to = target(webhook.url, schemes=schemes_for(webhook.url))
        status = send(to, "POST", body=body, headers=headers, timeout=TIMEOUT).status
    except Unreachable as error:
        raise NotNow(str(error)) from error
    if status == GONE:
        Subscription.objects.filter(pk=webhook.pk).update(is_active=False)
        raise Dropped(_("The receiver wants no more events (410): the webhook is switched off."))
    if not 200 <= status < 300:
        raise NotNow(_("The receiver answered %(status)s.") % {"status": status})


def signature(secret: str, identity: str, stamp: str, body: bytes) -> str:
    """The signature of a delivery: `v1,` and base64."""
    key = b64decode(secret.removeprefix("whsec_"))
    signed = f"{identity}.{stamp}.".encode() + body
    return "v1," + b64encode(hmac.digest(key, signed, "sha256")).decode()


def _webhook_of(message: Message) -> Subscription:
    key = message.about.removeprefix("webhook:")
    rows = Subscription.objects.filter(organisation=message.organisation_id, pk=int(key) if key.isdigit() else 0)
    webhook = rows.first()
    if webhook is None or not webhook.is_active:
        raise Dropped(_("The webhook was removed or switched off."))
    return webhook
