"""What an administrator does with the outbox."""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPException

from django.db import transaction
from django.utils.translation import gettext as _

from tournevis.outbox.models import Message
from tournevis.outbox.rules import smtp
from tournevis.outbox.rules.posting import post
from tournevis.people.models import Installation, User
from tournevis.people.rules import Refused, record, require


@transaction.atomic
def send_again(message: Message, *, by: User, now: datetime) -> None:
    """Put a message that was refused or given up back in the line, due at once.

    Raises:
        NotAllowed: `by` does not administer the organisation.
        Refused: it was sent already, or its text was erased.
    """
    require(by, "outbox.administer", message)
    back = Message.objects.filter(pk=message.pk).exclude(state=Message.State.SENT)
    if not back.update(state=Message.State.QUEUED, next_attempt_at=now, attempts=0):
        raise Refused(_("This message has been sent already."))
    record(by, "outbox.send_again", message)


@transaction.atomic
def give_up_waiting(*, by: User, before: datetime) -> int:
    """Give up what has waited since before `before`, such as old notices when mail is first set up; how many."""
    require(by, "outbox.administer", by.organisation)
    waiting = Message.objects.filter(organisation=by.organisation, state=Message.State.QUEUED, created_at__lt=before)
    count = waiting.update(state=Message.State.GIVEN_UP, last_error=_("Given up by an administrator."))
    if count:
        record(by, "outbox.give_up", _("Waiting messages"), after={"count": count})
    return count


def send_test(to: str, *, by: User, now: datetime) -> Message:
    """Send a test mail at once and say what came of it; the message stays in the log.

    Raises:
        NotAllowed: `by` is not an administrator.
        ValidationError: `to` is not an address.
        Refused: no mail server is set, or it did not take the message; the message tells its answer.
    """
    require(by, "outbox.administer", by.organisation)
    settings = Installation.current()
    if not settings.sends_mail:
        raise Refused(_("Set the mail server and the sender first."))
    subject = _("Test of %(service)s") % {"service": settings.service_name}
    message = post(
        by.organisation,
        to,
        subject,
        _("This mail shows that %(service)s can send mail.") % {"service": settings.service_name},
    )
    try:
        with smtp.Line(settings) as line:
            line.send(message)
    except (smtp.Unreachable, SMTPException) as error:
        why = str(error) if isinstance(error, smtp.Unreachable) else "{} {}".format(*smtp.answer(error))
        Message.objects.filter(pk=message.pk).update(state=Message.State.FAILED, attempts=1, last_error=why)
        raise Refused(_("The mail was not taken: %(why)s") % {"why": why}) from error
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENT, attempts=1, sent_at=now)
    message.refresh_from_db()
    return message
