"""What leaves by another way than mail: rooms on higher floors offer to carry it.

A carrier that cannot be reached must not hold up the mails: these go first, and each round of the others has its time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from tournevis.outbox.models import Message
from tournevis.people.models import Organisation

from .delivery import claim, mark_sent, retry

ROUND = 20.0  # seconds
PER_ROUND = 50
log = logging.getLogger(__name__)


class NotNow(Exception):
    """It was not taken this time; the message says why."""


class Dropped(Exception):
    """It will never be taken; the message says why."""


Carrier = Callable[[Message, datetime], None]
_carriers: dict[str, Carrier] = {}


def hire(channel: str, carrier: Carrier) -> None:
    """Let `carrier` carry what is posted on `channel` from now on; it raises `NotNow` or `Dropped`."""
    _carriers[channel] = carrier


def hand_to_carrier(
    organisation: Organisation, channel: str, to: str, subject: str, text: str, *, about: str
) -> Message:
    """Put something in the outbox for a carrier, in the transaction of the caller."""
    return Message.objects.create(
        organisation=organisation,
        channel=channel,
        to=to,
        subject=subject,
        body_text=text,
        about=about,
        message_id=f"{channel}:{uuid4().hex}",
    )


def carry_due(now: datetime, *, limit: int = PER_ROUND) -> int:
    """Carry what is due at `now`, oldest first; how many were taken. One failure of a receiver ends its round."""
    end, failed, taken = time.monotonic() + ROUND, set[str](), 0
    due = Message.objects.filter(
        channel__in=list(_carriers), state=Message.State.QUEUED, next_attempt_at__lte=now
    ).order_by("next_attempt_at", "id")
    for message in due[:limit] if _carriers else ():
        if time.monotonic() > end:
            break
        if message.about in failed or not claim(message, now):
            continue
        if _carry(message, now):
            taken += mark_sent(message, now)
        else:
            failed.add(message.about)
    return taken


def _carry(message: Message, now: datetime) -> bool:
    try:
        _carriers[message.channel](message, now)
    except NotNow as error:
        retry(message, now, str(error))
    except Dropped as error:
        Message.objects.filter(pk=message.pk).update(state=Message.State.GIVEN_UP, last_error=str(error)[:2000])
    except Exception:
        log.exception("message %s to %s could not be carried", message.pk, message.to)
        retry(message, now, "")
    else:
        return True
    return False
