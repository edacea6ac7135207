"""A machine joins a case by its code."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tournevis.diagnosis import rules, storing
from tournevis.diagnosis.models import Diagnosis, Joining, RefusedJoin
from tournevis.diagnosis.rules import joining
from tournevis.diagnosis.tests.small import make_case
from tournevis.facts import Outcome, Reading
from tournevis.people.rules import NotAllowed
from tournevis.people.tests.factories import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "192.0.2.7"


def message(*reasons):
    reading = Reading("printer.reasons", Outcome.VALUE, reasons, source="ipp_printer")
    return {"protocol": 1, "probes": {"ipp_printer": [reading.to_json()]}}


def found(code, now=None):
    return joining.find(code, address=ADDRESS, now=now or timezone.now())


def test_a_code_is_short_readable_and_kept_only_as_a_digest(user):
    code = rules.invite(make_case(user), by=user)

    assert len(code) == 8
    assert not set(code) & set("O0I1L")
    assert code not in str(Joining.objects.values_list())


def test_what_the_machine_tells_is_taken_into_the_case(user):
    ticket = make_case(user)
    code = rules.invite(ticket, by=user)

    assert rules.join(found(code.lower()), message("media-jam")) == 1
    session = storing.load(Diagnosis.objects.get(ticket=ticket))
    assert session.state.findings["printer_panel"].answer == "jam"


def test_a_code_is_good_once(user):
    code = rules.invite(make_case(user), by=user)
    first, second = found(code), found(code)
    rules.join(first, message("media-jam"))

    with pytest.raises(rules.NoSuchCode):
        rules.join(second, message("media-empty"))
    with pytest.raises(rules.NoSuchCode):
        found(code)


def test_a_code_dies_after_a_quarter_of_an_hour_and_when_a_new_one_is_shown(user):
    ticket = make_case(user)
    old, new = rules.invite(ticket, by=user), rules.invite(ticket, by=user)

    with pytest.raises(rules.NoSuchCode):
        found(old)
    with pytest.raises(rules.NoSuchCode):
        found(new, timezone.now() + timedelta(minutes=16))


def test_guessing_closes_the_door_for_that_address_only(user):
    code = rules.invite(make_case(user), by=user)
    for _guess in range(joining.MOST_REFUSALS):
        with pytest.raises(rules.NoSuchCode):
            found("AAAAAAAA")

    with pytest.raises(rules.TooManyTries):
        found(code)
    assert joining.find(code, address="192.0.2.8", now=timezone.now())


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        {"protocol": 2, "probes": {}},
        {"protocol": 1, "probes": []},
        {"protocol": 1, "probes": {"ipp_printer": "jam"}},
        {"protocol": 1, "probes": {"ipp_printer": [3]}},
        {"protocol": 1, "probes": {"ipp_printer": [{"name": ""}]}},
        {"protocol": 1, "probes": {"ipp_printer": [{"name": "printer.reasons", "outcome": "party"}]}},
        {"protocol": 1, "probes": {"ipp_printer": [{"name": "printer.reasons", "value": "x" * 5000}]}},
        {"protocol": 1, "probes": {"ipp_printer": [{"name": "printer.reasons", "value": {"a": 1}}]}},
    ],
)
def test_what_is_not_the_protocol_is_refused_and_the_code_stays_good(user, sent):
    code = rules.invite(make_case(user), by=user)

    with pytest.raises(rules.BadReadings):
        rules.join(found(code), sent)
    assert rules.join(found(code), message("media-jam")) == 1


def test_what_no_probe_gives_is_left_out(user):
    code = rules.invite(make_case(user), by=user)
    sent = message("media-jam")
    sent["probes"]["moon"] = [{"name": "moon.phase", "value": "full"}]

    assert rules.join(found(code), sent) == 1


def test_only_who_sees_the_case_may_invite(user):
    with pytest.raises(NotAllowed):
        rules.invite(make_case(user), by=make_user(user.organisation))


def test_refusals_are_forgotten_in_time(user):
    RefusedJoin.objects.create(address=ADDRESS, at=timezone.now() - timedelta(hours=1))
    with pytest.raises(rules.NoSuchCode):
        found("AAAAAAAA")

    assert RefusedJoin.objects.count() == 1
