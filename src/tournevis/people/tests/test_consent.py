"""Consent is asked, given by the person alone, kept, and taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tournevis.people import rules
from tournevis.people.models import AuditEntry, Consent
from tournevis.people.rules.consent import LIVES
from tournevis.people.tests.factories import make_technician, make_user

NOW = timezone.now()
VIEW = Consent.Purpose.REMOTE_VIEW
WORDS = "Thierry would like to see your screen to look at the error."

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def asked(user, technician):
    return rules.ask_consent(user, VIEW, about="ticket:1", words=WORDS, by=technician, now=NOW)


def agreed(user, now=NOW):
    return rules.agrees(user, VIEW, about="ticket:1", now=now)


def test_nothing_is_agreed_to_before_the_person_says_so(user, asked):
    assert not agreed(user)

    rules.answer_consent(asked, True, by=user, now=NOW)

    assert agreed(user)
    assert not rules.agrees(user, Consent.Purpose.REMOTE_CONTROL, about="ticket:1", now=NOW)
    assert not rules.agrees(user, VIEW, about="ticket:2", now=NOW)


def test_nobody_answers_for_somebody_else(asked, technician, administrator):
    for other in (technician, administrator, make_user(technician.organisation)):
        with pytest.raises(rules.NotAllowed):
            rules.answer_consent(asked, True, by=other, now=NOW)


def test_a_consent_taken_back_or_grown_old_holds_no_more(user, asked):
    rules.answer_consent(asked, True, by=user, now=NOW)
    assert not agreed(user, NOW + LIVES)

    rules.withdraw_consent(asked, by=user, now=NOW + timedelta(minutes=1))

    assert not agreed(user, NOW + timedelta(minutes=2))
    with pytest.raises(rules.Refused):
        rules.withdraw_consent(asked, by=user, now=NOW + timedelta(minutes=3))


def test_an_answer_is_given_once(user, asked):
    rules.answer_consent(asked, False, by=user, now=NOW)

    with pytest.raises(rules.Refused, match="answered already"):
        rules.answer_consent(asked, True, by=user, now=NOW)
    assert not agreed(user)


def test_a_question_asked_again_takes_the_place_of_the_open_one(user, asked, technician):
    again = rules.ask_consent(user, VIEW, about="ticket:1", words=WORDS, by=technician, now=NOW)

    with pytest.raises(rules.Refused):
        rules.answer_consent(asked, True, by=user, now=NOW)
    rules.answer_consent(again, True, by=user, now=NOW)
    assert agreed(user)


def test_only_a_technician_of_the_house_asks(user, asked):
    for by in (make_technician(), make_user(user.organisation)):
        with pytest.raises(rules.NotAllowed):
            rules.ask_consent(user, VIEW, about="ticket:1", words=WORDS, by=by, now=NOW)


def test_a_consent_given_by_voice_names_who_heard_it(user, asked, technician):
    rules.note_spoken_consent(asked, True, by=technician, now=NOW)

    assert Consent.objects.get().told_to == technician
    assert agreed(user)


def test_every_step_is_in_the_log_with_what_it_was_about(user, asked, technician):
    rules.answer_consent(asked, True, by=user, now=NOW, address="192.0.2.7")
    rules.withdraw_consent(asked, by=user, now=NOW, address="192.0.2.7")

    entries = AuditEntry.objects.filter(act__startswith="consent").order_by("number")
    assert [(e.act, e.actor, e.address) for e in entries] == [
        ("consent.ask", technician, None),
        ("consent.give", user, "192.0.2.7"),
        ("consent.withdraw", user, "192.0.2.7"),
    ]
    assert entries[0].after == {"purpose": "remote_view", "about": "ticket:1"}
