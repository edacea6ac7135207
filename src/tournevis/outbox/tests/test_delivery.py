"""Messages delivered to a real mail server that takes, refuses, delays or cuts the line."""

import smtplib
from datetime import timedelta

import pytest
from aiosmtpd.smtp import AuthResult
from django.db import transaction
from django.utils import timezone

from tournevis.outbox.models import Message
from tournevis.outbox.rules import deliver_due, delivery, give_up_waiting, post, post_to, send_again, send_test, smtp
from tournevis.outbox.tests.factories import make_message
from tournevis.outbox.tests.mail_server import MailServer
from tournevis.people.models import Installation
from tournevis.people.rules import NotAllowed, Refused
from tournevis.people.tests.factories import make_administrator, make_user

NOW = timezone.now()
LATER = NOW + timedelta(days=1)


@pytest.fixture
def server(db):
    server = MailServer()
    server.start()
    use(server.port)
    yield server
    server.stop()


def use(port, **settings):
    Installation(
        mail_sender="aide@example.org", smtp_host="127.0.0.1", smtp_port=port, smtp_security="none", **settings
    ).save()


def state(message):
    message.refresh_from_db()
    return message.state


def test_a_message_arrives_whole(server, organisation):
    message = post(organisation, "zoe@example.org", "Écran noir", "Rallumez-le.\n", html="<p>Rallumez-le.</p>")
    assert deliver_due(LATER) == 1
    [mail] = server.taken
    assert (mail["To"], mail["Subject"], mail["Message-ID"]) == (
        "zoe@example.org",
        "Écran noir",
        message.message_id,
    )
    assert mail["From"] == "Tournevis <aide@example.org>"
    assert mail.get_body(("plain",)).get_content().strip() == "Rallumez-le."
    assert "<p>" in mail.get_body(("html",)).get_content()
    assert state(message) == "sent"
    assert message.sent_at == LATER


def test_a_sent_message_is_not_sent_again(server, organisation):
    make_message(organisation)
    deliver_due(LATER)
    assert deliver_due(LATER + timedelta(days=1)) == 0
    assert len(server.taken) == 1


def test_what_is_posted_in_a_transaction_that_fails_never_leaves(server, organisation):
    @transaction.atomic
    def fails():
        post(organisation, "zoe@example.org", "s", "t")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert deliver_due(LATER) == 0


def test_a_refused_recipient_is_final_said_and_does_not_hold_up_the_others(server, organisation):
    server.recipient_answers["gone@example.org"] = "550 no such user"
    gone, other = make_message(organisation, "gone@example.org"), make_message(organisation)
    assert deliver_due(LATER) == 1
    assert state(gone) == "failed"
    assert gone.last_error == "550 no such user"
    assert state(other) == "sent"


def test_a_temporary_no_is_tried_again_after_a_pause_that_doubles(server, organisation):
    server.data_answers = ["451 try later", "452 still no", None]
    message = make_message(organisation)
    now, pauses = LATER, []
    for _ in range(3):
        deliver_due(now)
        message.refresh_from_db()
        pauses.append(message.next_attempt_at - now)
        assert deliver_due(now + timedelta(seconds=59)) == 0
        now = message.next_attempt_at
    assert pauses[:2] == [timedelta(minutes=1), timedelta(minutes=2)]
    assert state(message) == "sent"
    assert message.attempts == 3
    assert message.last_error == ""


def test_it_is_given_up_at_last_and_stays_in_the_log(server, organisation):
    server.data_answers = ["451 no"] * 99
    message = make_message(organisation)
    now, attempts = LATER, 0
    while state(message) == "queued" and attempts < 50:
        deliver_due(now)
        message.refresh_from_db()
        now, attempts = max(message.next_attempt_at, now), attempts + 1
    assert state(message) == "given_up"
    assert attempts == delivery.MAX_ATTEMPTS
    assert timedelta(days=2) < now - LATER < timedelta(days=5)


def test_a_server_that_is_down_delays_the_first_message_only(organisation):
    use(1)
    messages = [make_message(organisation) for _ in range(3)]
    assert deliver_due(LATER) == 0
    assert [state(message) for message in messages] == ["queued"] * 3
    assert [message.attempts for message in messages] == [1, 0, 0]
    assert "ConnectionRefused" in messages[0].last_error


@pytest.mark.parametrize(
    "change", [{"smtp_host": "no-such-host.invalid"}, {"smtp_security": "starttls"}, {"smtp_security": "tls"}]
)
def test_a_server_that_cannot_be_talked_to_is_told_and_loses_nothing(server, organisation, monkeypatch, change):
    monkeypatch.setattr(smtp, "TIMEOUT", 2)
    Installation.objects.update(**change)
    message = make_message(organisation)
    assert deliver_due(LATER) == 0
    assert state(message) == "queued"
    assert message.last_error


def test_without_a_mail_server_all_stays_waiting_untried(organisation):
    message = make_message(organisation)
    assert deliver_due(LATER) == 0
    assert (state(message), message.attempts) == ("queued", 0)


def test_a_crash_after_sending_and_before_marking_sends_it_again_under_the_same_id(server, organisation, monkeypatch):
    make_message(organisation)
    with monkeypatch.context() as broken:
        broken.setattr(delivery, "mark_sent", lambda *a: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            deliver_due(LATER)
    assert deliver_due(LATER + timedelta(minutes=1)) == 0
    assert deliver_due(LATER + delivery.LEASE) == 1
    assert len({mail["Message-ID"] for mail in server.taken}) == 1
    assert len(server.taken) == 2


def test_a_crash_before_sending_loses_nothing(server, organisation, monkeypatch):
    make_message(organisation)
    with monkeypatch.context() as broken:
        broken.setattr(smtp.Line, "send", lambda *a: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            deliver_due(LATER)
    assert server.taken == []
    assert deliver_due(LATER + delivery.LEASE) == 1


def test_what_another_carrier_has_claimed_is_left_to_him(server, organisation, monkeypatch):
    message = make_message(organisation)
    claim = delivery.claim

    def late(found, now):
        Message.objects.filter(pk=message.pk).update(next_attempt_at=now + delivery.LEASE)
        return claim(found, now)

    monkeypatch.setattr(delivery, "claim", late)
    assert deliver_due(LATER) == 0
    assert server.taken == []


def test_a_line_that_is_cut_in_the_middle_is_tried_again(server, organisation, monkeypatch):
    def cut(self, mail):
        raise smtplib.SMTPServerDisconnected("gone")

    message = make_message(organisation)
    with monkeypatch.context() as broken:
        broken.setattr(smtplib.SMTP, "send_message", cut)
        deliver_due(LATER)
    assert state(message) == "queued"
    assert deliver_due(message.next_attempt_at) == 1


def test_a_secret_is_erased_once_sent(server, organisation):
    message = make_message(organisation, secret=True, body_text="https://example.org/reset")
    deliver_due(LATER)
    assert "https://example.org/reset" in server.taken[0].get_body().get_content()
    message.refresh_from_db()
    assert message.body_text == ""


def test_a_title_with_an_end_of_line_writes_no_other_header(server, organisation):
    post(organisation, "zoe@example.org", "Hello\r\nBcc: all@example.org", "t")
    deliver_due(LATER)
    assert server.taken[0]["Bcc"] is None


@pytest.mark.parametrize("to", ["", "zoe", "a@b\nBcc: c@d.org", "x" * 300 + "@example.org"])
def test_what_is_not_an_address_is_refused_at_once(organisation, to):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        post(organisation, to, "s", "t")


def test_a_domain_with_accents_is_written_as_servers_take_it(server, organisation):
    post(organisation, "zoe@exämple.org", "s", "t")
    assert deliver_due(LATER) == 1
    assert server.taken[0]["To"] == "zoe@xn--exmple-cua.org"


def test_somebody_without_mail_or_who_left_gets_none(organisation):
    assert post_to(make_user(organisation, username="atelier", email=""), "s", "t") is None
    assert post_to(make_user(organisation, is_active=False), "s", "t") is None


# What an administrator does


def test_a_test_mail_is_sent_at_once(server, administrator):
    message = send_test("zoe@example.org", by=administrator, now=NOW)
    assert message.state == "sent"
    assert len(server.taken) == 1


def test_a_test_mail_says_what_the_server_answered(server, administrator, english):
    server.recipient_answers["zoe@example.org"] = "550 not here"
    with pytest.raises(Refused, match="550 not here"):
        send_test("zoe@example.org", by=administrator, now=NOW)
    assert state(Message.objects.get()) == "failed"


def test_a_test_mail_says_what_is_not_set(administrator, english):
    with pytest.raises(Refused, match="mail server"):
        send_test("zoe@example.org", by=administrator, now=NOW)


def test_wrong_credentials_are_told(administrator, english):
    refusing = MailServer(auth_require_tls=False, authenticator=lambda *a: AuthResult(success=False, handled=False))
    refusing.start()
    try:
        use(refusing.port, smtp_user="aide", smtp_password="wrong")
        with pytest.raises(Refused, match="535"):
            send_test("zoe@example.org", by=administrator, now=NOW)
    finally:
        refusing.stop()


def test_a_refused_message_can_be_sent_again(server, administrator):
    server.recipient_answers["zoe@example.org"] = "550 no"
    message = make_message(administrator.organisation, "zoe@example.org")
    deliver_due(LATER)
    server.recipient_answers.clear()
    send_again(message, by=administrator, now=LATER)
    assert deliver_due(LATER) == 1
    with pytest.raises(Refused):
        send_again(message, by=administrator, now=LATER)


def test_old_waiting_messages_can_be_given_up_of_ones_own_organisation_only(administrator):
    mine, others = make_message(administrator.organisation), make_message(make_user().organisation)
    assert give_up_waiting(by=administrator, before=LATER) == 1
    assert [state(mine), state(others)] == ["given_up", "queued"]


def test_the_outbox_is_for_administrators_of_the_organisation(manager):
    message = make_message(manager.organisation)
    for somebody in (manager, make_administrator()):
        with pytest.raises(NotAllowed):
            send_again(message, by=somebody, now=NOW)
