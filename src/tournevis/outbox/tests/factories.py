"""Ready-made messages for tests."""

from email.utils import make_msgid

from tournevis.outbox.models import Message


def make_message(organisation, to="camille@example.org", **fields):
    """A mail of `organisation`, waiting unless `fields` say otherwise."""
    fields = {"subject": "Your ticket", "body_text": "We are on it.", "message_id": make_msgid()} | fields
    return Message.objects.create(organisation=organisation, to=to, **fields)
