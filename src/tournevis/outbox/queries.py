"""Reading the outbox."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from tournevis.outbox.models import Message
from tournevis.people.models import Power, User


def messages_of(user: User) -> QuerySet[Message]:
    """The messages of his organisation, newest first; for those who read logs."""
    messages = Message.objects.order_by("-id")
    return messages.filter(organisation=user.organisation_id) if user.can(Power.READ_LOGS) else messages.none()


def chosen(messages: QuerySet[Message], state: str, text: str) -> QuerySet[Message]:
    """Those in `state` (any when it is none) whose address or subject holds `text`."""
    if state in Message.State.values:
        messages = messages.filter(state=state)
    if text:
        messages = messages.filter(Q(to__icontains=text) | Q(subject__icontains=text))
    return messages


def counts(messages: QuerySet[Message]) -> dict[str, int]:
    """How many there are in each state."""
    found = dict(messages.order_by().values_list("state").annotate(count=Count("id")))
    return {state: found.get(state, 0) for state in Message.State.values}
