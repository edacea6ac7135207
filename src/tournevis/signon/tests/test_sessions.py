"""The list of sessions, and how one is ended from elsewhere."""

import pytest
from django.test import Client
from django.utils import timezone

from tournevis.people.models import AuditEntry
from tournevis.people.tests.factories import PASSWORD, make_administrator, make_user
from tournevis.signon import queries
from tournevis.signon.models import Session

pytestmark = pytest.mark.usefixtures("english")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1"


@pytest.fixture
def ana(organisation):
    return make_user(organisation, username="ana", email="ana@example.org", password=PASSWORD, language="en")


def browser(agent=FIREFOX, address="192.0.2.1"):
    return Client(headers={"user-agent": agent}, REMOTE_ADDR=address)


def signed_in(client):
    client.post("/account/sign-in/", {"name": "ana", "password": PASSWORD})
    return client


def is_in(client):
    return client.get("/account/").status_code == 200


def test_each_browser_is_listed_with_its_name_its_address_and_how_it_came_in(ana):
    signed_in(browser(PHONE, "192.0.2.9"))
    page = signed_in(browser()).get("/account/security/").text

    assert [(s.browser, s.address, s.means) for s in queries.sessions_of(ana)] == [
        ("Firefox, Linux", "192.0.2.1", "password"),
        ("Safari, iPhone", "192.0.2.9", "password"),
    ]
    assert "Firefox, Linux" in page
    assert "192.0.2.9" in page
    assert page.count("This browser") == 1


def test_the_key_of_a_session_is_in_no_page(ana):
    client = signed_in(browser())
    signed_in(browser(PHONE))

    page = client.get("/account/security/").text

    assert not [key for key in Session.objects.values_list("session_key", flat=True) if key in page]


def test_a_session_ended_from_elsewhere_is_over_at_its_next_page(ana):
    here, there = signed_in(browser()), signed_in(browser(PHONE))
    handle = there.session["door"]["handle"]

    here.post(f"/account/sessions/{handle}/end/")

    assert is_in(here)
    assert not is_in(there)
    assert AuditEntry.objects.get(act="session.revoke").before["browser"] == "Safari, iPhone"


def test_all_others_are_ended_at_once(ana):
    here, *others = [signed_in(browser()) for _ in range(3)]

    here.post("/account/sessions/others/end/")

    assert is_in(here)
    assert not any(is_in(other) for other in others)


def test_nobody_ends_the_session_of_somebody_else(ana, organisation):
    there = signed_in(browser())
    stranger = browser()
    stranger.force_login(make_user(organisation))

    stranger.post(f"/account/sessions/{there.session['door']['handle']}/end/")

    assert is_in(there)


def test_an_administrator_signs_somebody_out_everywhere(ana, administrator):
    there, desk = signed_in(browser()), browser()
    desk.force_login(administrator)
    assert "Firefox, Linux" in desk.get(f"/people/{ana.pk}/sign-in/").text

    assert desk.post(f"/people/{ana.pk}/sign-in/end/").status_code == 302

    assert not is_in(there)
    assert is_in(desk)
    assert AuditEntry.objects.get(act="session.revoke").actor == administrator


def test_an_administrator_of_another_organisation_finds_nobody(ana):
    there, desk = signed_in(browser()), browser()
    desk.force_login(make_administrator())

    assert desk.get(f"/people/{ana.pk}/sign-in/").status_code == 404
    assert desk.post(f"/people/{ana.pk}/sign-in/end/").status_code == 404
    assert is_in(there)


def test_a_new_password_ends_the_others_and_they_leave_the_list(ana):
    here, there = signed_in(browser()), signed_in(browser(PHONE))
    new = "a much better battery staple"

    here.post("/account/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    ana.refresh_from_db()

    assert is_in(here)
    assert not is_in(there)
    assert [s.browser for s in queries.sessions_of(ana)] == ["Firefox, Linux"]


def test_a_closed_account_is_signed_in_nowhere(ana):
    signed_in(browser())
    ana.is_active = False

    assert queries.sessions_of(ana) == []


def test_that_it_is_in_use_is_noted_now_and_then_and_not_at_each_page(ana, monkeypatch, django_assert_num_queries):
    client = signed_in(browser())
    client.get("/account/security/")
    began = Session.objects.get().seen_at
    client.get("/account/security/")
    assert Session.objects.get().seen_at == began

    later = began + timezone.timedelta(minutes=6)
    monkeypatch.setattr(timezone, "now", lambda: later)
    client.get("/account/security/")

    assert Session.objects.get().seen_at == later
