"""The pages of the outbox."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tournevis.outbox.models import Message
from tournevis.outbox.tests.factories import make_message
from tournevis.outbox.tests.mail_server import MailServer
from tournevis.people.models import Installation
from tournevis.people.tests.factories import make_user


@pytest.fixture
def admin(client, administrator):
    client.force_login(administrator)
    return administrator


@pytest.mark.parametrize("role", ["user", "technician", "manager"])
def test_the_outbox_is_for_administrators(client, organisation, role):
    message = make_message(organisation)
    client.force_login(make_user(organisation, role))
    assert client.get(reverse("outbox:log")).status_code == 403
    assert client.get(reverse("outbox:message", args=[message.pk])).status_code == 403
    assert client.post(reverse("outbox:give_up")).status_code == 403


def test_the_log_shows_filters_and_counts_what_is_of_the_organisation(client, admin):
    make_message(admin.organisation, subject="Écran noir")
    make_message(admin.organisation, to="zoe@example.org", state="failed")
    make_message(make_user().organisation)
    log = reverse("outbox:log")
    assert client.get(log).context["count"] == 2
    assert client.get(log, {"state": "failed"}).context["count"] == 1
    assert client.get(log, {"q": "cran"}).context["count"] == 1
    assert client.get(log, {"q": "zoe", "state": "sent"}).context["count"] == 0
    assert client.get(log, {"q": "\0", "state": "\0"}).context["count"] == 2
    exported = b"".join(client.get(reverse("outbox:log_csv"), {"q": "zoe"}).streaming_content).decode()
    assert exported.count("\n") == 2


def test_it_costs_few_queries(client, admin, django_assert_max_num_queries):
    for _ in range(60):
        make_message(admin.organisation)
    with django_assert_max_num_queries(15):
        client.get(reverse("outbox:log"))


def test_a_secret_text_is_never_shown(client, admin):
    message = make_message(admin.organisation, body_text="https://example.org/reset/abc", secret=True)
    assert "reset/abc" not in client.get(reverse("outbox:message", args=[message.pk])).text


def test_a_text_is_shown_as_text(client, admin):
    message = make_message(admin.organisation, body_text="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(reverse("outbox:message", args=[message.pk])).text


def test_a_message_of_another_organisation_does_not_exist(client, admin):
    message = make_message(make_user().organisation, state="failed")
    assert client.get(reverse("outbox:message", args=[message.pk])).status_code == 404
    assert client.post(reverse("outbox:send_again", args=[message.pk])).status_code == 404


def test_a_refused_message_is_put_in_the_line_again(client, admin):
    message = make_message(admin.organisation, state="failed")
    client.post(reverse("outbox:send_again", args=[message.pk]))
    message.refresh_from_db()
    assert message.state == "queued"


def test_what_has_waited_too_long_is_given_up_and_what_is_new_waits_on(client, admin):
    old, new = make_message(admin.organisation), make_message(admin.organisation)
    Message.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=2))
    client.post(reverse("outbox:give_up"))
    assert set(Message.objects.values_list("pk", "state")) == {(old.pk, "given_up"), (new.pk, "queued")}


def test_a_test_tells_what_is_not_set_and_then_arrives(client, admin):
    assert client.post(reverse("outbox:log"), {"to": "zoe@example.org"}).status_code == 422
    assert client.post(reverse("outbox:log"), {"to": "zoe"}).status_code == 422
    server = MailServer()
    server.start()
    try:
        Installation(
            mail_sender="a@example.org", smtp_host="127.0.0.1", smtp_port=server.port, smtp_security="none"
        ).save()
        assert client.post(reverse("outbox:log"), {"to": "zoe@example.org"}).status_code == 302
    finally:
        server.stop()
    assert [mail["To"] for mail in server.taken] == ["zoe@example.org"]
