"""The closing words of a case are drafted for its user, whoever the technician is."""

import pytest
from django.urls import reverse

from tournevis.diagnosis import rules
from tournevis.diagnosis.tests.small import make_case
from tournevis.people.models import Level

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("level", "chosen", "words"),
    [(Level.NOVICE, "plain", "coincée dans"), (Level.TECHNICAL, "technical", "chemin du papier")],
)
def test_the_case_page_drafts_the_explanation_at_the_users_level(bench, user, technician, level, chosen, words):
    user.level = level
    user.save(update_fields=["level"])
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=technician)
    rules.outcome(ticket, "printing.clear_jam", "solved", by=technician)

    text = bench.get(reverse("workbench:case", args=[ticket.number])).content.decode()

    assert f'value="{chosen}" checked' in text
    assert words in text
