"""What a technician corrects in the symptoms understood helps the next complaints of his organisation."""

import pytest

from tournevis.diagnosis import engine, rules
from tournevis.diagnosis.models import Correction
from tournevis.diagnosis.rules.correcting import lessons_of
from tournevis.diagnosis.tests.small import make_case
from tournevis.language import Understander
from tournevis.people.rules import NotAllowed
from tournevis.people.tests.factories import make_organisation, make_technician, make_user

pytestmark = pytest.mark.django_db
WORDS = "Le gestimmo du secrétariat tourne en rond"


@pytest.fixture(autouse=True)
def real_understanding(small_base, monkeypatch):
    """The small base, with its own words understood."""
    understander = Understander(small_base)
    monkeypatch.setattr(engine, "_understander", lambda edition: understander)
    monkeypatch.setattr(engine, "understand", UNDERSTAND)
    monkeypatch.setattr(engine, "memorable", MEMORABLE)


UNDERSTAND, MEMORABLE = engine.understand, engine.memorable


def understood(ticket):
    return ticket.diagnosis.events.first().data["symptoms"]


def test_the_next_complaint_in_such_words_is_understood_as_corrected(user, technician):
    first = make_case(user, WORDS)
    assert understood(first) == ["nothing_prints"]
    rules.notice(first, "nothing_prints", False, by=technician)
    rules.notice(first, "ransom_note", True, by=technician)

    assert understood(make_case(user, WORDS)) == ["ransom_note"]


def test_another_organisation_learns_nothing_from_it(user, technician):
    rules.notice(make_case(user, WORDS), "ransom_note", True, by=technician)
    stranger = make_user(make_organisation())

    assert "ransom_note" not in understood(make_case(stranger, WORDS))


def test_the_word_of_the_user_himself_teaches_nothing(user):
    rules.notice(make_case(user, WORDS), "nothing_prints", True, by=user)

    assert not Correction.objects.exists()


def test_a_second_verdict_on_the_same_case_takes_the_place_of_the_first(user, technician):
    case = make_case(user, WORDS)
    rules.notice(case, "nothing_prints", True, by=technician)
    rules.notice(case, "nothing_prints", False, by=technician)

    assert [lesson.noticed for lesson in lessons_of(case)] == [False]


def test_neither_the_text_nor_a_name_is_kept(user, technician):
    user.last_name = "Wazkiewicz"
    user.save()
    text = "Le gestimmo de wazkiewicz est bloqué, g.wazkiewicz@example.org, poste 0612345678"
    rules.notice(make_case(user, text), "nothing_prints", True, by=technician)
    kept = Correction.objects.get().words

    assert kept
    assert not any("wazkiewicz" in word or "example" in word or "0612345678" in word for word in kept)
    assert set(engine.memorable("wazkiewicz", ())).isdisjoint(kept)


def test_it_goes_when_its_ticket_goes(user, technician):
    case = make_case(user, WORDS)
    rules.notice(case, "nothing_prints", True, by=technician)
    case.diagnosis.delete()

    assert not Correction.objects.exists()


def test_only_a_technician_of_the_house_may_teach(user):
    case = make_case(user, WORDS)
    with pytest.raises(NotAllowed):
        rules.notice(case, "nothing_prints", True, by=make_technician(make_organisation()))

    assert not Correction.objects.exists()
