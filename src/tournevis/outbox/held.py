"""What this room holds on a person: the mails that were sent to him."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tournevis.outbox.models import Message
from tournevis.people import personal
from tournevis.people.held import SERVICE
from tournevis.people.masking import HIDDEN, Mask
from tournevis.people.models import User


def rows(request: personal.Request) -> Iterator[personal.Row]:
    """The mails to him; their texts are those of his requests."""
    for message in _to(request.person).order_by("id").iterator(500):
        yield {
            "subject": message.subject,
            "written": message.created_at.isoformat(),
            "state": message.get_state_display(),
            "sent": message.sent_at and message.sent_at.isoformat(),
        }


def erase(erasure: personal.Erasure) -> Mapping[str, int]:
    """The mails to him lose their address and text; those that still wait are never sent."""
    count = 0
    for before in erasure.mask.people:
        for message in _to(before):
            count += empty(message, erasure.mask, to=HIDDEN)
    return {"mails": count}


def empty(message: Message, mask: Mask, *, to: str | None = None) -> int:
    """Take the text of a mail away, and a person's name from its subject; what still waits is given up."""
    state = Message.State.GIVEN_UP if message.state == Message.State.QUEUED else message.state
    return Message.objects.filter(pk=message.pk).update(
        to=message.to if to is None else to,
        subject=mask.near(message.subject),
        body_text="",
        body_html="",
        last_error=mask.near(message.last_error),
        state=state,
    )


def cover(message: Message, mask: Mask) -> int:
    """Take a person's name out of a mail about somebody else's matter."""
    told = {"subject": message.subject, "body_text": message.body_text, "body_html": message.body_html}
    hidden = {name: mask.near(text) for name, text in told.items()}
    return Message.objects.filter(pk=message.pk).update(**hidden) if hidden != told else 0


def _to(person: User) -> QuerySet[Message]:
    messages = Message.objects.filter(organisation=person.organisation_id)
    return messages.filter(to__iexact=person.email) if person.email else messages.none()


def register() -> None:
    """Tell the product; called once, when the room starts."""
    personal.tell(
        personal.Kind(
            "mails",
            name=_("Mails sent to you"),
            purpose=_("To tell you how your requests go on, and to see that it reached you."),
            ground=SERVICE,
            kept=_("That a mail was sent, and when; neither to whom nor what it said."),
            columns=(),
            rows=rows,
            erase=erase,
        )
    )
