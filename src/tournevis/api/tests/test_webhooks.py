"""Webhooks: told of what happens, signed, tried again, never led into the inner network."""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tournevis.api.events import EVENTS
from tournevis.api.models import Subscription
from tournevis.api.rules import redeliver, remove_webhook, renew_secret, save_webhook
from tournevis.api.tests.factories import program_of
from tournevis.api.tests.receiver import Receiver
from tournevis.desk import rules as desk
from tournevis.desk.tests.factories import make_ticket
from tournevis.outbox.models import Message
from tournevis.outbox.rules import carry_due
from tournevis.people.models import AuditEntry
from tournevis.people.rules import NotAllowed
from tournevis.people.tests.factories import make_administrator, make_organisation, make_user


@pytest.fixture
def receiver(settings):
    settings.REACHABLE = ["127.0.0.1"]
    made = Receiver()
    yield made
    made.close()


@pytest.fixture
def webhook(administrator, receiver):
    return save_webhook(administrator.organisation, receiver.url, list(EVENTS), by=administrator)


def told(receiver):
    return [json.loads(body)["type"] for _headers, body in receiver.got]


def later(**delay):
    return timezone.now() + timedelta(**delay)


def test_what_happens_to_a_ticket_is_told_in_order_and_without_a_word_of_anybody(webhook, receiver, technician, user):
    ticket = make_ticket(user, complaint="secret words")
    desk.take(ticket, by=technician)
    desk.reply(ticket, "secret answer", by=technician)
    desk.note(ticket, "secret note", by=technician)
    desk.solve(ticket, "secret cause", by=technician)

    assert receiver.got == []
    carry_due(later(seconds=1))

    assert told(receiver)[:1] == ["ticket.opened"]
    assert {"ticket.changed", "ticket.message", "ticket.solved"} <= set(told(receiver))
    assert b"secret" not in b"".join(body for _headers, body in receiver.got)
    assert json.loads(receiver.got[0][1])["data"]["number"] == ticket.number
    assert Message.objects.filter(channel="webhook", state="sent").count() == len(receiver.got)


def test_a_receiver_checks_the_signature_with_its_secret(webhook, receiver, user):
    make_ticket(user)
    now = later(seconds=1)
    carry_due(now)
    headers, body = receiver.got[0]

    key = b64decode(webhook.secret.reveal().removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()

    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-timestamp"] == str(int(now.timestamp()))
    assert headers["webhook-id"] == json.loads(body)["id"]


def test_what_is_not_taken_is_tried_again_with_a_new_timestamp_and_the_same_id(webhook, receiver, user):
    make_ticket(user)
    receiver.status = 503
    carry_due(later(seconds=1))
    carry_due(later(seconds=2))
    message = Message.objects.get(channel="webhook")
    assert (message.state, message.attempts, "503" in message.last_error) == ("queued", 1, True)

    receiver.status = 204
    carry_due(later(minutes=2))

    message.refresh_from_db()
    assert (message.state, message.attempts) == ("sent", 2)
    first, second = (headers for headers, _body in receiver.got)
    assert first["webhook-id"] == second["webhook-id"]
    assert first["webhook-timestamp"] != second["webhook-timestamp"]


@pytest.mark.parametrize("status", [301, 307, 400, 500])
def test_a_redirect_or_an_error_is_not_a_yes(webhook, receiver, user, status):
    receiver.status = status
    make_ticket(user)

    assert carry_due(later(seconds=1)) == 0
    assert len(receiver.got) == 1


def test_a_receiver_that_is_gone_is_switched_off(webhook, receiver, user):
    receiver.status = 410
    make_ticket(user)
    make_ticket(user)
    carry_due(later(seconds=1))

    webhook.refresh_from_db()
    assert webhook.is_active is False
    carry_due(later(minutes=10))
    assert set(Message.objects.filter(channel="webhook").values_list("state", flat=True)) == {"given_up"}
    assert len(receiver.got) == 1


def test_an_act_that_fails_tells_nothing(webhook, user):
    with transaction.atomic():
        make_ticket(user)
        transaction.set_rollback(True)

    assert not Message.objects.filter(channel="webhook").exists()


def test_only_the_events_that_were_chosen_and_only_of_the_own_organisation(administrator, receiver, user):
    save_webhook(administrator.organisation, receiver.url, ["ticket.closed"], by=administrator)
    make_ticket(make_user(make_organisation()))
    ticket = make_ticket(user)
    desk.close(ticket, by=user)
    carry_due(later(seconds=1))

    assert told(receiver) == ["ticket.closed"]


def test_a_proved_remedy_is_told(webhook, receiver, technician):
    ticket = make_ticket(technician)
    data = {"diagnosis": {"act": "verified", "id": "printing.clear_jam", "value": "yes"}}
    desk.record_entry(ticket, "action", by=technician, data=data)
    desk.record_entry(ticket, "action", by=technician, data={"diagnosis": {**data["diagnosis"], "value": "no"}})
    carry_due(later(seconds=1))

    assert told(receiver).count("remedy.verified") == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://user:pw@example.org/",
        "file:///etc/passwd",
        "https://" + "a" * 300,
        "nonsense",
        "",
    ],
)
def test_an_address_inside_or_without_tls_is_refused(administrator, url):
    with pytest.raises(ValidationError):
        save_webhook(administrator.organisation, url, ["ticket.opened"], by=administrator)


def test_an_address_that_moved_inside_is_refused_when_it_is_sent_to(webhook, receiver, settings, user):
    settings.REACHABLE = []
    make_ticket(user)
    carry_due(later(seconds=1))

    assert receiver.got == []
    assert Message.objects.get(channel="webhook").last_error


def test_an_event_is_sent_once_more_with_the_same_id(webhook, receiver, user, administrator):
    make_ticket(user)
    carry_due(later(seconds=1))
    redeliver(Message.objects.get(channel="webhook"), webhook, by=administrator)
    carry_due(later(seconds=2))

    assert receiver.got[0][0]["webhook-id"] == receiver.got[1][0]["webhook-id"]
    assert AuditEntry.objects.filter(act="webhook.redeliver").exists()


def test_the_secret_is_sealed_told_once_and_renewed(client, administrator, receiver):
    client.force_login(administrator)
    given = {"url": receiver.url, "events": ["ticket.opened"], "is_active": "on"}
    page = client.post(reverse("api:webhook_new"), given).content.decode()
    webhook = Subscription.objects.get()
    secret = webhook.secret.reveal()

    assert secret in page
    assert secret not in client.get(reverse("api:webhook", args=[webhook.pk])).content.decode()
    assert secret not in str(list(AuditEntry.objects.values()))
    new = renew_secret(webhook, by=administrator)
    assert new != secret
    assert Subscription.objects.get().secret.reveal() == new


def test_the_page_tries_redelivers_and_removes(client, administrator, webhook, receiver):
    client.force_login(administrator)
    client.post(reverse("api:webhook_act", args=[webhook.pk, "try"]))
    carry_due(later(seconds=1))
    message = Message.objects.get(channel="webhook")
    client.post(reverse("api:webhook_redeliver", args=[webhook.pk, message.pk]))
    carry_due(later(seconds=2))

    assert told(receiver) == ["webhook.test", "webhook.test"]
    client.post(reverse("api:webhook_act", args=[webhook.pk, "remove"]))
    assert not Subscription.objects.exists()
    assert Message.objects.filter(channel="webhook").count() == 2


@pytest.mark.parametrize("page", ["/settings/webhooks/", "/settings/webhooks/{}/"])
def test_a_page_costs_few_queries_however_much_was_sent(
    client, administrator, webhook, user, page, django_assert_max_num_queries
):
    client.force_login(administrator)
    for _ in range(30):
        make_ticket(user)

    with django_assert_max_num_queries(15):
        assert client.get(page.format(webhook.pk)).status_code == 200


def test_nobody_else_keeps_webhooks(webhook, manager, receiver):
    for stranger in (manager, make_administrator(make_organisation())):
        with pytest.raises(NotAllowed):
            remove_webhook(webhook, by=stranger)


def test_programs_keep_webhooks(administrator, receiver):
    program = program_of(administrator)
    made = program.post("/webhooks", {"url": receiver.url, "events": ["ticket.opened"]}).json()
    path = f"/webhooks/{made['id']}"

    assert made["secret"].startswith("whsec_")
    assert "secret" not in program.get(path).json()
    assert program.post("/webhooks", {"url": receiver.url, "events": ["no.such"]}).status_code == 422
    sent = program.post(f"{path}/try").json()
    assert program.get(f"{path}/deliveries").json()["items"][0]["id"] == sent["id"]
    assert program.post(f"{path}/deliveries/{sent['id']}/again").status_code == 201
    change = {"url": receiver.url, "events": ["ticket.solved"], "is_active": False}
    assert program.call("PUT", path, change).json()["is_active"] is False
    assert program.call("DELETE", path).status_code == 200
