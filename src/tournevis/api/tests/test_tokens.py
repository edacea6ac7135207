"""Keys for programs: made, shown once, used, refused, revoked."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tournevis.api.models import Token
from tournevis.api.rules import identify, make_token, revoke
from tournevis.api.scopes import all_scopes, allows, open_to
from tournevis.api.tests.factories import Program, make_key, program_of
from tournevis.people.models import AuditEntry
from tournevis.people.rules import NotAllowed, Refused
from tournevis.people.tests.factories import make_administrator, make_organisation, make_user


def test_a_key_is_kept_as_a_digest_and_opens_what_its_person_may(technician):
    token, text = make_key(technician, ["tickets:read"])

    assert text not in str(Token.objects.filter(pk=token.pk).values().get())
    assert identify(text, timezone.now()) == token
    assert Program(text).get("/me").json()["email"] == technician.email


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
    ],
)
def test_a_key_that_is_revoked_or_too_old_opens_nothing(technician, change):
    _token, text = make_key(technician, **change)

    answer = Program(text).get("/me")

    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_keys_of_a_closed_account_open_nothing(technician):
    _token, text = make_key(technician)
    technician.is_active = False
    technician.save()

    assert Program(text).get("/me").status_code == 401


def test_a_key_never_reaches_further_than_its_person(user):
    assert "settings:admin" not in open_to(user)
    with pytest.raises(Refused):
        make_token(user, "mine", ["settings:admin"], days=30, now=timezone.now())


def test_a_key_shrinks_with_the_rights_of_its_person(administrator):
    program = program_of(administrator, ["logs:read"])
    assert program.get("/logs/acts").status_code == 200
    administrator.role = "technician"
    administrator.save()

    answer = program.get("/logs/acts")

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:tournevis:problem:not-allowed")


def test_a_key_that_does_not_reach_this_far_says_what_it_would_need(technician):
    answer = program_of(technician, ["machines:read"], Accept_Language="en").get("/tickets")

    assert answer.status_code == 403
    assert "tickets:read" in answer.json()["detail"]


def test_a_level_holds_those_before_it():
    assert allows(["diagnosis:consent"], "diagnosis:read")
    assert not allows(["diagnosis:write"], "diagnosis:consent")
    assert not any(allows([], scope) for scope in all_scopes())


def test_its_last_use_is_noted_with_the_address(technician):
    token, text = make_key(technician)

    Program(text).get("/me")

    token.refresh_from_db()
    assert token.last_address == "127.0.0.1"
    assert timezone.now() - token.last_used_at < timedelta(minutes=1)


def test_a_key_that_asks_too_often_waits_for_the_next_minute(technician, settings):
    settings.API_RATE = 2
    token, text = make_key(technician)
    program = Program(text)

    seen = [program.get("/me") for _ in range(3)]

    assert [answer.status_code for answer in seen] == [200, 200, 429]
    assert seen[0].headers["RateLimit-Remaining"] == "1"
    assert 1 <= int(seen[2].headers["Retry-After"]) <= 60
    Token.objects.filter(pk=token.pk).update(window_at=timezone.now() - timedelta(seconds=61))
    assert program.get("/me").status_code == 200


def test_making_and_revoking_are_in_the_log_without_the_key(technician, administrator):
    token, text = make_key(technician)
    revoke(token, by=administrator, now=timezone.now())
    revoke(token, by=administrator, now=timezone.now())

    entries = AuditEntry.objects.filter(act__startswith="token.").order_by("id")

    assert [(entry.act, entry.actor) for entry in entries] == [
        ("token.create", technician),
        ("token.revoke", administrator),
    ]
    assert text not in str([(entry.before, entry.after) for entry in entries])


def test_nobody_revokes_the_key_of_another(technician, manager):
    token, _text = make_key(technician)
    for stranger in (manager, make_administrator(make_organisation())):
        with pytest.raises(NotAllowed):
            revoke(token, by=stranger, now=timezone.now())


def test_the_page_shows_a_new_key_once_and_revokes_it(client, technician):
    client.force_login(technician)
    page = client.post(reverse("api:tokens"), {"name": "Robot", "days": 90, "scope_tickets": "tickets:write"})
    text = re.search(r'value="(tnv_[\w-]+)"', page.content.decode())[1]

    assert Program(text).get("/tickets").status_code == 200
    again = client.get(reverse("api:tokens")).content.decode()
    assert "Robot" in again
    assert text not in again
    client.post(reverse("api:token_revoke", args=[Token.objects.get().pk]))
    assert Program(text).get("/tickets").status_code == 401


def test_the_page_refuses_a_key_without_reach_or_with_too_much(client, user):
    client.force_login(user)

    for scope in ({}, {"scope_settings": "settings:admin"}, {"scope_tickets": "people:admin"}):
        assert client.post(reverse("api:tokens"), {"name": "x", "days": 90, **scope}).status_code == 422
    assert not Token.objects.exists()


def test_somebody_elses_key_is_not_found(client, technician, user):
    token, _text = make_key(technician)
    client.force_login(user)

    assert client.post(reverse("api:token_revoke", args=[token.pk])).status_code == 404


def test_the_page_costs_few_queries_however_many_keys(client, technician, django_assert_max_num_queries):
    for _ in range(30):
        make_key(technician)
    client.force_login(technician)

    with django_assert_max_num_queries(15):
        client.get(reverse("api:tokens"))


def test_a_session_of_the_browser_opens_nothing_here(client, administrator):
    client.force_login(administrator)

    assert client.get("/api/v1/me").status_code == 401


def test_somebody_has_so_many_keys_at_most(organisation):
    user = make_user(organisation)
    for _ in range(50):
        make_key(user)
    with pytest.raises(Refused):
        make_key(user)
