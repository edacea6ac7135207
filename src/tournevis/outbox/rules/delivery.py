"""Carrying out what the outbox holds.

A message is claimed by moving its next attempt into the future, committed before anything is sent: if the process
dies in between, the message comes up again after the lease, so it is sent at least once; two carriers never hold the
same one. Each sending of a message carries the same Message-ID, by which mail systems tell a second copy.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta

from django.db.models import F

from tournevis.outbox.models import Message
from tournevis.outbox.rules import smtp
from tournevis.people.models import Installation

LEASE = timedelta(minutes=5)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MAX_ATTEMPTS = 20  # With the pauses above: about three days.
log = logging.getLogger(__name__)


def deliver_due(now: datetime, *, limit: int = 50) -> int:
    """Send the mails that are due at `now`, oldest first, at most `limit`; the count of those sent.

    Without a mail server in the settings nothing is tried and all stays waiting. A server that cannot be reached
    delays the first message only; the others wait for the next round.
    """
    settings = Installation.current()
    if not settings.sends_mail:
        return 0
    due = Message.objects.filter(channel="mail", state=Message.State.QUEUED, next_attempt_at__lte=now)
    sent = 0
    with smtp.Line(settings) as line:
        for message in due.order_by("next_attempt_at", "id")[:limit]:
            if not claim(message, now):
                continue
            try:
                line.send(message)
            except smtp.Unreachable as error:
                retry(message, now, str(error))
                break
            except smtplib.SMTPException as error:
                _not_taken(message, now, error)
            else:
                sent += mark_sent(message, now)
    return sent


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 1, 2, 4, ... minutes, at most 6 hours."""
    doublings: int = 2 ** min(max(attempts, 1) - 1, 20)
    return min(FIRST_PAUSE * doublings, LONGEST_PAUSE)


def claim(message: Message, now: datetime) -> bool:
    """Take a message for an attempt; False where somebody else has it."""
    claimed = Message.objects.filter(
        pk=message.pk, state=Message.State.QUEUED, next_attempt_at=message.next_attempt_at
    ).update(next_attempt_at=now + LEASE, attempts=F("attempts") + 1)
    message.attempts += claimed
    return bool(claimed)


def mark_sent(message: Message, now: datetime) -> int:
    """Note that a message was taken; 1."""
    changes = {"state": Message.State.SENT, "sent_at": now, "last_error": ""}
    if message.secret:
        changes |= {"body_text": "", "body_html": ""}
    return Message.objects.filter(pk=message.pk).update(**changes)


def _not_taken(message: Message, now: datetime, error: smtplib.SMTPException) -> None:
    """The server answered, and not with yes: a 5xx is its last word on this message, anything else is for now."""
    code, words = smtp.answer(error)
    if 500 <= code < 600:
        log.warning("message %s to %s refused: %s %s", message.pk, message.to, code, words)
        Message.objects.filter(pk=message.pk).update(state=Message.State.FAILED, last_error=f"{code} {words}")
    else:
        retry(message, now, f"{code} {words}")


def retry(message: Message, now: datetime, why: str) -> None:
    """Try a message again after its pause, or give it up after too many attempts."""
    done = message.attempts >= MAX_ATTEMPTS
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.GIVEN_UP if done else Message.State.QUEUED,
        next_attempt_at=now + pause(message.attempts),
        last_error=why[:2000],
    )
