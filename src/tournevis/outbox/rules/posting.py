"""Putting a message in the outbox."""

from __future__ import annotations

from email.utils import make_msgid

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext as _

from tournevis.outbox.models import Message
from tournevis.people.models import Installation, Organisation, User

MAX_SUBJECT, MAX_ADDRESS = 250, 254


def post(
    organisation: Organisation,
    to: str,
    subject: str,
    text: str,
    *,
    html: str = "",
    about: str = "",
    secret: bool = False,
) -> Message:
    """Put a mail in the outbox, in the transaction of the caller: it leaves if and only if that one commits.

    Args:
        about: what it is about, such as `ticket:12`.
        secret: its text is erased once sent and never shown in the log (a link that opens an account).

    Raises:
        ValidationError: `to` is not an e-mail address.
    """
    try:
        validate_email(to)
        MaxLengthValidator(MAX_ADDRESS)(to)
    except ValidationError as error:
        raise ValidationError(_("%(address)s is not an e-mail address.") % {"address": to[:100]}) from error
    return Message.objects.create(
        organisation=organisation,
        to=to,
        # One line: an end of line in a header would let a title write other headers.
        subject=" ".join(subject.split())[:MAX_SUBJECT],
        body_text=text,
        body_html=html,
        about=about,
        secret=secret,
        message_id=make_msgid(domain=_domain()),
    )


def post_to(to: User, subject: str, text: str, *, about: str = "", secret: bool = False) -> Message | None:
    """Mail to somebody of the house; None when he has no e-mail or his account is closed."""
    if not to.email or not to.is_active:
        return None
    return post(to.organisation, to.email, subject, text, about=about, secret=secret)


def _domain() -> str:
    return Installation.current().mail_sender.rpartition("@")[2] or "tournevis.invalid"
