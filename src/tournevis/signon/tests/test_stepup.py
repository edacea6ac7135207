"""Before something grave, who signed in a while ago proves again who he is."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from tournevis.people.models import AuditEntry, User
from tournevis.people.stepup import FRESH, PROVED
from tournevis.people.tests.factories import PASSWORD, make_administrator, make_user

pytestmark = pytest.mark.usefixtures("english")
EXPORT = "/settings/activity/export.csv"


@pytest.fixture
def ada(organisation):
    return make_administrator(organisation, username="ada", email="ada@example.org", password=PASSWORD, language="en")


@pytest.fixture
def desk(ada):
    client = Client()
    client.force_login(ada)
    return client


def age(client):
    session = client.session
    session[PROVED] = int((timezone.now() - FRESH).timestamp()) - 1
    session.save()


def confirm(client, password=PASSWORD, onward="/people/"):
    return client.post("/account/confirm/", {"password": password, "next": onward})


def test_just_after_signing_in_nothing_is_asked(desk):
    assert desk.get(EXPORT).status_code == 200


def test_a_while_later_a_list_is_not_given_out_and_the_way_back_is_the_page_that_offers_it(desk):
    age(desk)
    answer = desk.get(EXPORT, headers={"referer": "http://testserver/settings/activity/?q=x"})

    assert answer.status_code == 302
    assert answer.url == "/account/confirm/?next=%2Fsettings%2Factivity%2F%3Fq%3Dx"
    assert not AuditEntry.objects.filter(act="list.export").exists()


def test_the_password_opens_it_again(desk):
    age(desk)
    assert confirm(desk).url == "/people/"
    assert desk.get(EXPORT).status_code == 200
    assert AuditEntry.objects.filter(act="session.confirm").exists()


def test_a_wrong_password_opens_nothing_and_five_of_them_close_the_door(desk):
    age(desk)
    answers = [confirm(desk, "wrong") for _ in range(6)]

    assert {answer.status_code for answer in answers} == {422}
    assert "15 minutes" in answers[-1].text
    assert desk.get(EXPORT).status_code == 302


def form_of(person, **changes):
    data = {
        name: getattr(person, name) for name in ("first_name", "last_name", "email", "username", "role", "language")
    }
    return {**data, "level": person.level, "phone": "", "job_title": "", **changes}


def test_a_change_of_rights_waits_for_it_and_what_was_typed_is_kept(desk, organisation):
    person = make_user(organisation)
    age(desk)

    answer = desk.post(f"/people/{person.pk}/", form_of(person, role="manager"))
    assert answer.url.startswith("/account/confirm/")
    assert User.objects.get(pk=person.pk).role == "user"

    page = confirm(desk, onward="/").text
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    del kept["csrfmiddlewaretoken"]
    assert f'action="/people/{person.pk}/"' in page
    desk.post(f"/people/{person.pk}/", kept)
    assert User.objects.get(pk=person.pk).role == "manager"


def test_a_form_is_offered_again_once_only(desk, organisation):
    person = make_user(organisation)
    age(desk)
    desk.post(f"/people/{person.pk}/", form_of(person, role="manager"))

    assert confirm(desk).status_code == 200
    assert confirm(desk).status_code == 302


def test_a_change_without_rights_asks_nothing(desk, organisation):
    person = make_user(organisation)
    age(desk)

    desk.post(f"/people/{person.pk}/", form_of(person, job_title="Baker"))

    assert User.objects.get(pk=person.pk).job_title == "Baker"


def test_a_form_with_a_secret_is_not_kept_in_the_session(desk):
    from tournevis.people import stepup

    age(desk)
    request = desk.get("/people/").wsgi_request
    request.method = "POST"
    request._post = type(request.GET)("smtp_password=s3cret")

    assert stepup.demand(request).status_code == 302
    assert stepup.HELD not in request.session


def test_a_part_of_a_page_is_led_there_whole(desk):
    age(desk)
    answer = desk.get(EXPORT, headers={"hx-request": "true"})

    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].startswith("/account/confirm/")


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(desk, target):
    assert confirm(desk, onward=target).url == "/"
