"""Whoever reads an explanation gets it in words of his own kind."""

import pytest

from tournevis.desk.models import Entry
from tournevis.diagnosis import rules
from tournevis.diagnosis.tests.small import make_case
from tournevis.people.models import Level

pytestmark = pytest.mark.django_db
PLAIN, TECHNICAL = "coincée dans", "chemin du papier"


def told(user):
    """What a user reads once the remedy that he was led through has worked."""
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=user)
    rules.outcome(ticket, "printing.clear_jam", "solved", by=user)
    rules.guide(ticket, by=user)
    return ticket.entries.filter(kind=Entry.Kind.MESSAGE, public=True).last().body


@pytest.mark.parametrize(
    ("level", "plain", "technical"),
    [(Level.NOVICE, True, False), (Level.AT_EASE, True, True), (Level.TECHNICAL, False, True)],
)
def test_a_user_is_told_what_it_was_in_the_words_of_his_level(user, level, plain, technical):
    user.level = level
    user.save(update_fields=["level"])

    words = told(user)

    assert (PLAIN in words) is plain
    assert (TECHNICAL in words) is technical


def test_who_is_at_ease_reads_the_plain_words_first(user):
    user.level = Level.AT_EASE
    user.save(update_fields=["level"])

    words = told(user)

    assert words.index(PLAIN) < words.index("Pour en savoir plus") < words.index(TECHNICAL)
