"""A machine sends its readings to a case, over HTTP."""

import json

import pytest

from tournevis.diagnosis import rules, storing
from tournevis.diagnosis.models import Diagnosis
from tournevis.diagnosis.rules import joining
from tournevis.diagnosis.tests.small import make_case, make_printer

pytestmark = pytest.mark.django_db
JAM = {"name": "printer.reasons", "outcome": "value", "value": ["media-jam"]}


def send(client, code, message):
    body = message if isinstance(message, str | bytes) else json.dumps(message)
    return client.post(f"/join/{code}/", body, content_type="application/json")


def test_the_code_tells_which_case_it_leads_to(client, user):
    ticket = make_case(user, asset=make_printer(user.organisation, name="IMP-1"))
    code = rules.invite(ticket, by=user)
    told = client.get(f"/join/{code}/").json()

    assert told == {
        "organisation": user.organisation.name,
        "ticket": f"#{ticket.number} {ticket.title}",
        "machine": "IMP-1",
        "language": "fr",
    }


def test_readings_are_taken_without_any_session(user):
    from django.test import Client

    ticket = make_case(user)
    code = rules.invite(ticket, by=user)
    answer = send(Client(enforce_csrf_checks=True), code, {"protocol": 1, "probes": {"ipp_printer": [JAM]}})

    assert answer.json()["accepted"] == 1
    assert answer.json()["next"]
    assert storing.load(Diagnosis.objects.get(ticket=ticket)).state.findings["printer_panel"].answer == "jam"


def test_a_code_works_once(client, user):
    code = rules.invite(make_case(user), by=user)
    send(client, code, {"protocol": 1, "probes": {"ipp_printer": [JAM]}})

    again = send(client, code, {"protocol": 1, "probes": {"ipp_printer": [JAM]}})
    assert again.status_code == 404
    assert again.json()["error"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe\x00garbage",
        b"[" * 100_000,
        b'{"protocol": 1, "probes": {"ipp_printer": [{"name": "x", "value": NaN}]}}',
        b'{"protocol": 1}',
        b"x" * 1_100_000,
    ],
)
def test_garbage_gets_a_clear_word_and_the_code_stays_good(client, user, body):
    code = rules.invite(make_case(user), by=user)

    answer = send(client, code, body)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert client.get(f"/join/{code}/").status_code == 200


def test_guessing_is_stopped(client):
    for _guess in range(joining.MOST_REFUSALS):
        assert client.get("/join/AAAAAAAA/").status_code == 404

    assert client.get("/join/AAAAAAAA/").status_code == 429


def test_a_finished_case_takes_no_readings(client, user, technician):
    ticket = make_case(user)
    code = rules.invite(ticket, by=user)
    rules.solve(ticket, "Voilà.", by=technician)

    answer = send(client, code, {"protocol": 1, "probes": {"ipp_printer": [JAM]}})
    assert answer.status_code == 409
