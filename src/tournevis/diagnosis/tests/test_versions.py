"""A case keeps the base that it began with, whatever its organisation writes since."""

import json

import pytest

from tournevis.desk.rules import open_ticket
from tournevis.diagnosis import engine, experience, rules, storing
from tournevis.diagnosis.models import Diagnosis
from tournevis.knowledge import queries
from tournevis.knowledge.models import Release
from tournevis.knowledge.models.versions import packed
from tournevis.knowledge.queries import editions
from tournevis.knowledge.rules import publish
from tournevis.knowledge.tests.records import fault, own
from tournevis.troubleshooting.packs.records import digest

pytestmark = pytest.mark.django_db
WORDS = "Le lecteur de badge reste rouge, rien ne sort de l'imprimante"


@pytest.fixture(autouse=True)
def small_base():
    """Reason with the shipped base here, which an organisation adds to."""
    experience.forget()


def case(user):
    ticket = open_ticket(user, WORDS, by=user)
    rules.start(ticket, by=user)
    return ticket


def session(ticket):
    return storing.load(Diagnosis.objects.get(ticket=ticket))


def test_a_new_case_looks_for_a_fault_of_the_organisations_own(user, technician, manager):
    before = case(user)
    publish(own(), by=manager, what="Lecteur")
    after = case(user)

    assert "printing.badge_reader" not in session(before).model.index
    belief = session(after).belief()
    assert belief[session(after).model.index["printing.badge_reader"]] > 0.3


def test_a_case_under_way_keeps_its_version_and_replays_the_same(user, technician, manager):
    first = publish(own(), by=manager, what="Lecteur")
    ticket = case(user)
    rules.answer(ticket, "badge_light", "red", by=user)
    then = rules.advise(ticket, by=technician)
    turned = {"faults:printing.badge_reader": fault(expects={"badge_light": "green"})}
    publish(turned, by=manager, what="x", on=first)
    experience.forget()
    engine._pinned.cache_clear()
    again = rules.advise(ticket, by=technician)

    assert again.advice == then.advice
    assert again.words == then.words
    assert again.session.base.version.endswith(".1")
    assert session(case(user)).base.version.endswith(".2")


def test_the_acts_of_a_case_are_told_in_the_words_of_its_own_base(user, technician, manager):
    publish(own(), by=manager, what="Lecteur")
    ticket = case(user)
    rules.answer(ticket, "badge_light", "red", by=user)

    assert "Voyant du lecteur de badge\u00a0: Rouge" in ticket.entries.order_by("id").last().body


def test_a_case_of_a_former_release_goes_on_with_what_was_shipped_then(user, technician, manager):
    content = json.loads(json.dumps(editions.shipped().content))
    content["families"]["printing"]["faults"][0]["share"] = 66
    content["version"] = "2020.1"
    old = Release.objects.create(digest=digest(content), version="2020.1", content=packed(content))
    ticket = case(user)
    Diagnosis.objects.filter(ticket=ticket).update(release=old)

    assert session(ticket).base.version == "2020.1"
    assert session(ticket).base.faults[content["families"]["printing"]["faults"][0]["id"]].share == 66


def test_a_case_begun_before_releases_were_kept_reasons_with_the_base_of_now(user):
    ticket = case(user)
    Diagnosis.objects.filter(ticket=ticket).update(release=None)

    assert session(ticket).base is queries.base()


def test_the_release_is_kept_once_for_all_cases(user):
    case(user)
    case(user)

    assert Release.objects.count() == 1
