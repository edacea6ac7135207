"""Signing in and out, the password, the profile, as their pages behave."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tournevis.outbox.models import Message
from tournevis.people.models import AuditEntry, FailedSignIn, User
from tournevis.people.tests.factories import PASSWORD, make_user

SIGN_IN = "/account/sign-in/"
NEW = "a much better battery staple"


@pytest.fixture
def ana(organisation):
    return make_user(organisation, username="ana", email="ana@example.org", password=PASSWORD, language="en")


def enter(client, name="ana", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"name": name, "password": password, **more})


def signed_in(client):
    return "_auth_user_id" in client.session


def test_the_right_name_and_password_open_the_house(client, ana):
    assert client.get(SIGN_IN).status_code == 200
    assert enter(client).status_code == 302
    assert signed_in(client)
    ana.refresh_from_db()
    assert ana.last_login


def test_the_page_that_was_asked_for_is_shown_after_signing_in(client, ana):
    assert client.get("/account/").url == f"{SIGN_IN}?next=/account/"
    assert enter(client, next="/account/").url == "/account/"


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "javascript:alert(1)", "https:///evil"])
def test_nobody_is_led_to_another_site(client, ana, target):
    assert enter(client, next=target).url == "/"


def test_a_refusal_is_said_on_the_page_and_the_name_is_kept(client, ana):
    response = enter(client, password="wrong")
    assert response.status_code == 422
    assert not signed_in(client)
    assert 'value="ana"' in response.text


def test_after_five_refusals_the_page_says_how_long_to_wait(client, ana):
    for _ in range(5):
        enter(client, password="wrong")
    response = enter(client)
    assert response.status_code == 422
    assert "15 minutes" in response.text
    assert not signed_in(client)


def test_signing_out_needs_more_than_a_link(client, ana):
    client.force_login(ana)
    assert client.get("/account/sign-out/").status_code == 405
    client.post("/account/sign-out/")
    assert not signed_in(client)


def test_a_closed_account_is_out_at_its_next_page(client, ana):
    client.force_login(ana)
    User.objects.update(is_active=False)
    assert client.get("/account/").status_code == 302


def test_the_profile_changes_the_language_of_the_next_page(client, ana):
    client.force_login(ana)
    data = {"first_name": "Ana", "last_name": "B", "language": "fr", "level": "novice", "phone": "", "job_title": ""}
    assert client.post("/account/", data).status_code == 302
    ana.refresh_from_db()
    assert (ana.language, ana.level) == ("fr", "novice")
    assert 'lang="fr"' in client.get("/account/").text


def test_the_profile_ignores_a_role_that_is_sent_along(client, ana):
    client.force_login(ana)
    client.post(
        "/account/", {"first_name": "A", "last_name": "B", "language": "en", "level": "novice", "role": "manager"}
    )
    ana.refresh_from_db()
    assert ana.role == "user"


def test_a_wrong_value_is_said_beside_its_field(client, ana):
    client.force_login(ana)
    response = client.post("/account/", {"first_name": "Ana", "last_name": "B", "language": "la", "level": "novice"})
    assert response.status_code == 422
    assert "field-bad" in response.text


def test_the_password_is_changed_and_its_owner_told(client, ana):
    enter(client)
    data = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert client.post("/account/password/", data).url == reverse("people:password_change_done")
    assert signed_in(client)
    ana.refresh_from_db()
    assert ana.check_password(NEW)
    assert Message.objects.get(to=ana.email).subject.endswith("was changed")
    assert AuditEntry.objects.filter(act="password.change").exists()


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("wrong", NEW, NEW),
        (PASSWORD, NEW, "other"),
        (PASSWORD, "short", "short"),
        (PASSWORD, "1234567890", "1234567890"),
    ],
)
def test_a_bad_new_password_changes_nothing(client, ana, old, new, again):
    enter(client)
    data = {"old_password": old, "new_password1": new, "new_password2": again}
    assert client.post("/account/password/", data).status_code == 422
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)


# Forgotten password


def ask(client, name="ana@example.org"):
    response = client.post("/account/reset/", {"name": name})
    assert response.url == reverse("people:password_reset_done")


def link_of(message):
    return re.search(r"http://testserver(/account/reset/\S+)", message.body_text).group(1)


def test_a_mail_leads_to_a_new_password_once(client, ana):
    ask(client)
    link = link_of(Message.objects.get())
    page = client.get(link, follow=True)
    assert page.status_code == 200
    address = page.redirect_chain[-1][0]
    assert client.post(address, {"new_password1": NEW, "new_password2": NEW}).status_code == 302
    ana.refresh_from_db()
    assert ana.check_password(NEW)
    assert enter(client, password=NEW).status_code == 302


def test_the_link_of_the_mail_no_longer_works_after_it_was_used(client, ana):
    ask(client)
    link = link_of(Message.objects.get())
    address = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(address, {"new_password1": NEW, "new_password2": NEW})
    used = client.get(link, headers={"accept-language": "en"})
    assert used.status_code == 200
    assert "new_password1" not in used.text


def test_a_forged_link_is_told_as_such(client, ana):
    assert "new_password1" not in client.get("/account/reset/MQ/abc-def/").text
    assert "new_password1" not in client.get("/account/reset/zzzz/abc-def/").text


def test_the_answer_is_the_same_for_an_unknown_name_and_no_mail_leaves(client, ana):
    ask(client, "nobody@example.org")
    assert not Message.objects.exists()


def test_a_closed_account_gets_no_link(client, ana):
    User.objects.update(is_active=False)
    ask(client)
    assert not Message.objects.exists()


def test_somebody_elses_box_is_not_filled_by_asking_again_and_again(client, ana):
    for _ in range(3):
        ask(client)
    assert Message.objects.count() == 1


def test_a_reset_opens_the_door_again_after_a_pause(client, ana):
    for _ in range(5):
        enter(client, password="wrong")
    ask(client)
    address = client.get(link_of(Message.objects.get()), follow=True).redirect_chain[-1][0]
    client.post(address, {"new_password1": NEW, "new_password2": NEW})
    assert not FailedSignIn.objects.filter(at__lt=timezone.now()).exists()
    assert enter(client, password=NEW).status_code == 302
