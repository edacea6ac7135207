"""The app for codes, the codes on paper, and who must have a second factor."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tournevis.outbox.models import Message
from tournevis.people.models import AuditEntry
from tournevis.people.rules import LockedOut, NotAllowed, WrongCredentials
from tournevis.people.tests.factories import PASSWORD, make_administrator, make_user
from tournevis.signon import rules, totp
from tournevis.signon.models import Policy, RecoveryCode, Totp

pytestmark = pytest.mark.usefixtures("english")
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
NOW = timezone.now()


@pytest.fixture
def ana(organisation):
    return make_user(organisation, username="ana", email="ana@example.org", password=PASSWORD, language="en")


@pytest.fixture
def armed(ana):
    """Ana, with an app whose secret is known."""
    Totp.objects.create(user=ana, secret=SECRET, made_at=NOW)
    return ana


def code(shift=0):
    return totp.code_at(SECRET, int(timezone.now().timestamp()) // 30 + shift)


def half_in():
    client = Client()
    answer = client.post("/account/sign-in/", {"name": "ana", "password": PASSWORD, "next": "/account/"})
    assert answer.url == "/account/sign-in/second/"
    return client


def show(client, text):
    return client.post("/account/sign-in/second/", {"code": text})


def is_in(client):
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(seconds, wanted):
    """RFC 6238, appendix B, SHA-1, its last six digits."""
    assert totp.code_at(SECRET, seconds // 30) == wanted


@pytest.mark.parametrize(("off", "passes"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(off, passes):
    at = 1_000_000_020
    assert (totp.step_of(SECRET, totp.code_at(SECRET, (at + off) // 30), at) is not None) is passes


def test_the_password_alone_opens_nothing_and_the_code_leads_to_the_page_that_was_wanted(armed):
    client = half_in()
    assert not is_in(client)

    assert show(client, code()).url == "/account/"

    assert is_in(client)
    assert AuditEntry.objects.get(act="session.begin").after == {"means": "totp"}


def test_a_code_is_taken_once(armed):
    now = code()
    show(half_in(), now)

    assert show(half_in(), now).status_code == 422


@pytest.mark.parametrize("text", ["000000", "12345", "abcdef", "é" * 6, "１２３４５６", "\x00" * 6])
def test_a_wrong_code_is_refused(armed, text):
    client = half_in()
    assert show(client, text).status_code == 422
    assert not is_in(client)


def test_the_right_password_between_guesses_does_not_give_more_of_them(armed):
    for _ in range(5):
        show(half_in(), "000000")

    answer = show(half_in(), code())

    assert answer.status_code == 422
    assert "15 minutes" in answer.text


def test_who_waits_too_long_begins_again(armed, monkeypatch):
    client = half_in()
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(minutes=30))

    assert show(client, "000000").url == "/account/sign-in/"


def test_a_password_changed_meanwhile_ends_the_half_way(armed):
    client = half_in()
    armed.set_password("a much better battery staple")
    armed.save()

    assert show(client, code()).url == "/account/sign-in/"


def test_the_second_step_is_nobodys_without_the_first(db):
    assert Client().get("/account/sign-in/second/").url == "/account/sign-in/"


def test_an_app_is_set_up_by_its_first_code_and_its_owner_told(ana):
    client = Client()
    client.force_login(ana)
    page = client.get("/account/app/").text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert 'src="data:image/svg+xml' in page

    assert client.post("/account/app/", {"code": "000000"}).status_code == 422
    right = totp.code_at(secret, int(timezone.now().timestamp()) // 30)
    assert client.post("/account/app/", {"code": right}).url == "/account/codes/"

    assert Totp.objects.get(user=ana).secret.reveal() == secret
    assert "app for codes was set up" in Message.objects.get(to=ana.email).body_text
    assert AuditEntry.objects.get(act="factor.add").after == {"factor": "totp"}


def test_the_secret_stands_in_no_table_in_the_clear(ana):
    from django.db import connection

    client = Client()
    client.force_login(ana)
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get("/account/app/").text)[1].replace(" ", "")
    rules.set_up_app(ana, SECRET, totp.code_at(SECRET, int(NOW.timestamp()) // 30), address=None, now=NOW)

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM signon_totp")
        assert SECRET not in cursor.fetchone()[0]
    assert secret not in str(client.session.items())


def test_recovery_codes_are_shown_once_and_each_opens_once(armed):
    client = half_in()
    show(client, code())
    made = re.findall(r"<code>([A-Z2-7-]{19})</code>", client.post("/account/codes/").text)
    assert len(set(made)) == 10
    assert not re.findall(r"<code>", client.get("/account/codes/").text)
    assert not RecoveryCode.objects.filter(digest__in=made).exists()

    again = half_in()
    assert show(again, made[3].lower()).status_code == 302
    assert is_in(again)
    assert show(half_in(), made[3]).status_code == 422
    assert AuditEntry.objects.filter(act="factor.code_used").count() == 1


def test_new_codes_put_the_old_ones_out_of_use(armed):
    old = rules.new_codes(armed, address=None)
    rules.new_codes(armed, address=None)

    with pytest.raises(WrongCredentials):
        rules.show_code(armed, old[0], address=None, now=NOW)


def test_codes_of_somebody_else_open_nothing(armed, user):
    theirs = rules.new_codes(user, address=None)

    with pytest.raises(WrongCredentials):
        rules.show_code(armed, theirs[0], address=None, now=NOW)


def test_guessing_codes_is_paused(armed):
    for n in range(5):
        with pytest.raises(WrongCredentials):
            rules.show_code(armed, f"GUESS{n}", address="192.0.2.1", now=NOW)
    with pytest.raises(LockedOut):
        rules.show_code(armed, "GUESS", address="192.0.2.1", now=NOW)


def test_without_the_app_its_codes_on_paper_go_too(armed):
    rules.new_codes(armed, address=None)
    rules.remove_app(armed, address=None)

    assert not RecoveryCode.objects.exists()
    client = Client()
    client.post("/account/sign-in/", {"name": "ana", "password": PASSWORD})
    assert is_in(client)


def test_an_administrator_lets_in_who_lost_his_phone(armed, administrator):
    desk = Client()
    desk.force_login(administrator)

    desk.post(f"/people/{armed.pk}/sign-in/forget/")

    assert not rules.factors_of(armed).any
    assert AuditEntry.objects.get(act="factor.forget").before == {"totp": True, "passkeys": 0, "codes": 0}
    assert "by an administrator" in Message.objects.get(to=armed.email).body_text


def test_nobody_else_takes_factors_away(armed, technician):
    for other in (technician, make_administrator()):
        with pytest.raises(NotAllowed):
            rules.remove_factors(armed, by=other, address=None)


def test_where_everybody_must_have_one_nothing_opens_before_it_is_set_up(ana):
    Policy(second_factor="everybody").save()
    client = Client()
    client.post("/account/sign-in/", {"name": "ana", "password": PASSWORD})

    assert client.get("/requests/new/").url == "/account/security/"
    assert "asks for a second factor" in client.get("/account/security/").text

    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get("/account/app/").text)[1].replace(" ", "")
    client.post("/account/app/", {"code": totp.code_at(secret, int(timezone.now().timestamp()) // 30)})
    assert client.get("/requests/new/").status_code == 200


def test_where_only_the_staff_must_a_plain_user_need_not(ana):
    Policy(second_factor="staff").save()
    client = Client()
    client.post("/account/sign-in/", {"name": "ana", "password": PASSWORD})

    assert client.get("/requests/new/").status_code == 200
