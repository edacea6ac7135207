"""The settings of the installation, and the outbox as an administrator acts on it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from tournevis.api import etags, finding
from tournevis.api.door import BearerToken, asker
from tournevis.api.schemas.common import Done, Key
from tournevis.api.schemas.logs import MessageShape
from tournevis.api.schemas.settings import SettingsChange, SettingsShape
from tournevis.outbox import queries as outbox
from tournevis.outbox import rules as outbox_rules
from tournevis.people.models import Installation
from tournevis.people.rules import change_settings as change
from tournevis.people.web import address_of

router = Router(tags=["Settings"])
READ = BearerToken("settings:read", "people.settings")
ADMIN = BearerToken("settings:admin", "people.settings")
LOGS = BearerToken("logs:admin", "outbox.administer")


@router.get("/settings", auth=READ, response=SettingsShape, operation_id="get_settings")
def get_settings(request: HttpRequest) -> SettingsShape:
    """The settings in force."""
    return SettingsShape.of(Installation.current())


@router.patch("/settings", auth=ADMIN, response=SettingsShape, operation_id="change_settings")
def change_settings(request: HttpRequest, given: SettingsChange) -> SettingsShape:
    """Change settings."""
    changes = finding.told(given.model_dump(exclude_unset=True))
    with transaction.atomic():
        etags.unchanged(request, SettingsShape.of(Installation.current()))
        return SettingsShape.of(change(by=asker(request), address=address_of(request), **changes))


@router.post("/logs/messages/{int:key}/again", auth=LOGS, response=MessageShape, operation_id="send_message_again")
def send_message_again(request: HttpRequest, key: Key) -> MessageShape:
    """Put a message that was refused or given up back in the line."""
    message = get_object_or_404(outbox.messages_of(asker(request)), pk=key)
    outbox_rules.send_again(message, by=asker(request), now=timezone.now())
    message.refresh_from_db()
    return MessageShape.of(message)


@router.post("/logs/messages/give-up", auth=LOGS, response=Done, operation_id="give_up_messages")
def give_up_messages(request: HttpRequest) -> Done:
    """Give up what has waited for more than a day."""
    count = outbox_rules.give_up_waiting(by=asker(request), before=timezone.now() - timedelta(days=1))
    return Done(message=str(count))
