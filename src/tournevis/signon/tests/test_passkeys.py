"""Passkeys, with Chromium and a device that it plays (WebDriver's virtual authenticator)."""

import pytest
from django.utils import timezone

from tournevis.people.models import AuditEntry
from tournevis.people.rules import Refused, WrongCredentials
from tournevis.people.stepup import PROVED
from tournevis.people.tests.factories import PASSWORD, make_user
from tournevis.signon.models import Passkey, Session
from tournevis.signon.rules import passkeys

from .browser import browser, localhost, needs_chromium, sign_in  # noqa: F401

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def make_ana():
    return make_user(username="ana", email="ana@example.org", password=PASSWORD, language="en")


@pytest.fixture
def page(browser):  # noqa: F811
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.device = context.new_cdp_session(page)
    page.device.send("WebAuthn.enable")
    page.key = page.device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    return page


def add(page, site, name="My laptop"):
    page.goto(f"{site}/account/security/")
    page.fill("#passkey-name", name)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey is kept").wait_for()


def sign_out(page):
    page.context.clear_cookies()


@needs_chromium
@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_made_and_opens_the_house_without_a_name_or_a_password(page, live_server):
    ana, site = make_ana(), localhost(live_server)
    sign_in(page, site, "ana", PASSWORD)
    add(page, site)
    assert Passkey.objects.get().name == "My laptop"
    sign_out(page)

    page.goto(f"{site}/account/sign-in/?next=/account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{site}/account/")

    assert Session.objects.get(means="passkey").user == ana
    assert AuditEntry.objects.filter(act="factor.add").get().after["factor"] == "passkey"
    assert page.problems == []


@needs_chromium
@pytest.mark.django_db(transaction=True)
def test_after_the_password_a_passkey_is_asked_for_and_a_device_that_does_not_know_him_gets_nobody_in(
    page, live_server
):
    make_ana()
    site = localhost(live_server)
    sign_in(page, site, "ana", PASSWORD)
    add(page, site)
    sign_out(page)

    sign_in(page, site, "ana", PASSWORD)
    page.wait_for_url(f"{site}/account/sign-in/second/")
    page.device.send("WebAuthn.setUserVerified", {"authenticatorId": page.key, "isUserVerified": False})
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("No passkey was shown").wait_for()
    page.device.send("WebAuthn.setUserVerified", {"authenticatorId": page.key, "isUserVerified": True})
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{site}/requests/new/")

    assert Session.objects.filter(means="key").exists()


@needs_chromium
@pytest.mark.django_db(transaction=True)
def test_a_copied_passkey_is_found_out_and_a_removed_one_opens_nothing(page, live_server):
    make_ana()
    site = localhost(live_server)
    sign_in(page, site, "ana", PASSWORD)
    add(page, site)
    sign_out(page)

    for change in (lambda: Passkey.objects.update(count=1000), lambda: Passkey.objects.all().delete()):
        change()
        page.goto(f"{site}/account/sign-in/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.get_by_text("does not open an account here").wait_for()

    assert page.goto(f"{site}/account/").url.startswith(f"{site}/account/sign-in/")


@needs_chromium
@pytest.mark.django_db(transaction=True)
def test_a_passkey_confirms_who_he_is_before_something_grave(page, live_server):
    make_ana()
    site = localhost(live_server)
    sign_in(page, site, "ana", PASSWORD)
    add(page, site)
    for row in Session.objects.filter(user__isnull=False):
        store = Session.get_session_store_class()(row.session_key)
        store[PROVED] = 0
        store.save()

    page.goto(f"{site}/account/app/")
    assert "/account/confirm/" in page.url
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{site}/account/app/")


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"id": 1}', '{"rawId": "AA", "response": {}}', "\x00"])
def test_garbage_for_an_answer_is_refused(db, answer):
    ana = make_ana()
    _options, state = passkeys.ask(None, "localhost")
    with pytest.raises(WrongCredentials):
        passkeys.show(answer, state, "localhost", now=timezone.now())

    _options, state = passkeys.offer_new(ana, "localhost")
    with pytest.raises(Refused):
        passkeys.add(ana, "x", answer, state, "localhost", address=None, now=timezone.now())
    assert not Passkey.objects.exists()


def test_an_answer_to_nothing_that_was_asked_is_refused(client, db):
    assert client.post("/account/sign-in/", {"credential": "{}"}).status_code == 422


def test_nobody_removes_the_passkey_of_somebody_else(client, user):
    ana = make_ana()
    key = Passkey.objects.create(user=ana, name="k", credential="AA", data=b"", handle="AA", made_at=timezone.now())
    client.force_login(user)

    assert client.post(f"/account/passkeys/{key.pk}/remove/").status_code == 404
    assert Passkey.objects.exists()
