"""A remedy is proved from here."""

import pytest

from tournevis.desk.models import Entry
from tournevis.diagnosis import rules, storing
from tournevis.diagnosis.models import Diagnosis, DiagnosisEvent
from tournevis.diagnosis.rules import verifying
from tournevis.diagnosis.tests.small import make_case, make_printer
from tournevis.people.rules import Refused
from tournevis.probing.verification import Verified

pytestmark = pytest.mark.django_db
JAM = "printing.clear_jam"


@pytest.fixture
def ticket(user, device):
    """A case on a network printer that reports a jam."""
    device.reasons = ("media-jam",)
    ticket = make_case(user, asset=make_printer(user.organisation))
    rules.read(ticket, by=user)
    return ticket


@pytest.fixture
def printed(monkeypatch):
    """What a printed page proves, as the test sets it."""
    told = {"verdict": "yes", "because": "printed", "pages": []}

    def page_printed(target, lines, seconds):
        told["pages"].append((target.address, lines))
        return Verified(told["verdict"], told["because"])

    monkeypatch.setattr(verifying, "page_printed", page_printed)
    return told


def state(ticket):
    return storing.load(Diagnosis.objects.get(ticket=ticket)).state


def test_a_page_that_comes_out_proves_the_remedy_and_ends_the_case(ticket, technician, printed):
    proof = rules.verify(ticket, JAM, by=technician)

    assert proof.verdict == "yes"
    assert state(ticket).solved_by == JAM
    assert DiagnosisEvent.objects.get(kind="outcome").data["verified"]
    assert str(ticket.number) in printed["pages"][0][1][0]
    assert ticket.entries.filter(kind=Entry.Kind.ACTION, data__diagnosis__act="verified").count() == 1


@pytest.mark.parametrize("verdict", ["no", "unknown"])
def test_a_page_that_does_not_come_out_is_told_and_left_to_people_to_judge(ticket, technician, printed, verdict):
    printed |= {"verdict": verdict, "because": "slow"}
    proof = rules.verify(ticket, JAM, by=technician)

    assert (proof.verdict, state(ticket).trials) == (verdict, [])
    assert proof.because != "slow"
    assert ticket.entries.filter(data__diagnosis__act="verified").count() == 1


def test_what_cannot_be_checked_from_here_is_refused_and_nothing_is_printed(user, technician, printed):
    ticket = make_case(user)

    assert not rules.can_verify(ticket, JAM)
    with pytest.raises(Refused):
        rules.verify(ticket, JAM, by=technician)
    assert printed["pages"] == []


def test_a_remedy_without_such_a_check_is_not_offered_one(ticket):
    assert rules.can_verify(ticket, JAM)
    assert not rules.can_verify(ticket, "printing.add_paper")
    assert not rules.can_verify(ticket, "moon")
