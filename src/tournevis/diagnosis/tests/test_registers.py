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
    ("level", "words"), [(Level.NOVICE, PLAIN), (Level.AT_EASE, PLAIN), (Level.TECHNICAL, TECHNICAL)]
)
def test_a_user_is_told_what_it_was_in_the_words_of_his_level(user, level, words):
    user.level = level
    user.save(update_fields=["level"])

    assert words in told(user)


def test_the_two_registers_differ(user):
    assert rules.register_for(user) == "plain"
    assert TECHNICAL not in told(user)
