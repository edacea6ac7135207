"""What closed cases teach the next ones, through the desk."""

from datetime import timedelta

import pytest

from tournevis.desk.models import Ticket
from tournevis.desk.rules import reopen
from tournevis.diagnosis import experience, rules, storing
from tournevis.diagnosis.models import Diagnosis, Suggestion
from tournevis.diagnosis.tests.small import make_case, make_printer
from tournevis.knowledge.models import CaseNote
from tournevis.people.tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db
STUCK = {"printer_panel": "ready", "queue_jobs": "one_blocked"}


def stuck(user, **fields):
    """A case whose queue is stuck, as far as it can be known by asking."""
    ticket = make_case(user, **fields)
    for fact, answer in STUCK.items():
        rules.answer(ticket, fact, answer, by=user)
    return ticket


def closed(user, technician, *, worked, **fields):
    """A stuck queue that was ended by the remedy `worked`, the other one having failed before."""
    ticket = stuck(user, **fields)
    other = next(r for r in ("printing.clear_queue", "printing.reset_spooler") if r != worked)
    rules.outcome(ticket, other, "not_solved", by=technician, consent=True)
    rules.outcome(ticket, worked, "solved", by=technician, consent=True)
    rules.solve(ticket, "La file était bloquée.", by=technician)
    return ticket


def yesterday():
    """Let a day pass over all that was closed."""
    for note in CaseNote.objects.all():
        note.closed_on -= timedelta(days=1)
        note.withdrawn_on = note.withdrawn_on and note.withdrawn_on - timedelta(days=1)
        note.save()
    experience.forget()


def fifty(user, technician, worked="printing.reset_spooler"):
    """Fifty cases closed today; all but the first are copies of its note, as the desk left it."""
    note = Diagnosis.objects.get(ticket=closed(user, technician, worked=worked)).note
    CaseNote.objects.bulk_create(
        CaseNote(organisation=note.organisation, machine=note.machine, closed_on=note.closed_on, told=note.told)
        for _ in range(49)
    )


def advised(user, technician, **fields):
    ticket = stuck(user, **fields)
    return rules.advise(ticket, by=technician)


def success(counsel, remedy="printing.reset_spooler", fault="printing.queue_stuck"):
    model = counsel.session.model
    return model.success[remedy][model.index[fault]]


def test_fifty_closed_cases_change_the_advice(user, technician):
    before = advised(user, technician)
    fifty(user, technician)
    yesterday()
    after = advised(user, technician)

    assert before.advice.step.id == "printing.clear_queue"
    assert after.advice.step.id == "printing.reset_spooler"


def test_one_false_note_does_not_change_the_advice(user, technician):
    before = advised(user, technician)
    closed(user, technician, worked="printing.reset_spooler")
    yesterday()
    after = advised(user, technician)

    assert after.session.model.counts
    assert after.advice.step == before.advice.step
    assert abs(success(after) - success(before)) < 0.2


def test_a_case_counts_from_the_next_day_on(user, technician):
    closed(user, technician, worked="printing.reset_spooler")

    assert stuck(user).diagnosis.counts == {}
    yesterday()
    assert stuck(user).diagnosis.counts["day"]


def test_a_case_goes_on_with_the_counts_that_it_began_with(user, technician):
    fifty(user, technician)
    yesterday()
    ticket = stuck(user)
    first = rules.advise(ticket, by=technician)
    fifty(user, technician, worked="printing.clear_queue")
    experience.forget()

    assert rules.advise(ticket, by=technician).advice == first.advice
    assert Suggestion.objects.filter(diagnosis__ticket=ticket).get().advice["counts"] == ticket.diagnosis.counts


def test_the_same_findings_and_counts_give_the_same_advice_in_a_fresh_process(user, technician):
    fifty(user, technician)
    yesterday()
    ticket = stuck(user)
    first = rules.advise(ticket, by=technician)
    experience.forget()
    again = storing.load(Diagnosis.objects.get(ticket=ticket)).advice(first.allowance)

    assert again == first.advice


def test_a_case_that_comes_back_is_no_lesson_any_more(user, technician):
    ticket = closed(user, technician, worked="printing.reset_spooler")
    ticket = Ticket.objects.get(pk=ticket.pk)
    reopen(ticket, "Toujours bloqué", by=user)
    rules.resume(ticket, by=user)
    yesterday()

    assert Diagnosis.objects.get(ticket=ticket).note is None
    assert stuck(user).diagnosis.counts == {}


def test_a_note_withdrawn_later_still_counts_in_the_cases_that_began_before(user, technician):
    old = closed(user, technician, worked="printing.reset_spooler")
    yesterday()
    ticket = stuck(user)
    first = rules.advise(ticket, by=technician)
    old = Ticket.objects.get(pk=old.pk)
    reopen(old, "Toujours bloqué", by=user)
    rules.resume(old, by=user)
    experience.forget()

    assert rules.advise(ticket, by=technician).advice == first.advice
    assert ticket.diagnosis.counts["day"]


def test_a_ticket_that_was_merely_closed_proves_no_remedy(user, technician):
    ticket = stuck(user)
    rules.solve(ticket, "C'est revenu tout seul.", by=technician)

    assert CaseNote.objects.get().told["worked"] is None


def test_another_machine_model_leans_on_the_whole_only(user, technician):
    old = make_printer(user.organisation, name="old", model="LaserJet 4")
    new = make_printer(user.organisation, name="new", model="LaserJet 9")
    for _ in range(3):
        closed(user, technician, worked="printing.reset_spooler", asset=old)
    yesterday()

    assert success(advised(user, technician, asset=old)) > success(advised(user, technician, asset=new))


def test_another_organisation_is_told_no_more_than_the_whole_tells(user, technician):
    for _ in range(3):
        closed(user, technician, worked="printing.reset_spooler")
    yesterday()
    other = make_organisation()
    elsewhere = advised(make_user(other), make_user(other, role=technician.role))

    assert success(advised(user, technician)) > success(elsewhere)


def test_a_note_holds_no_word_of_the_complaint(user, technician):
    closed(user, technician, worked="printing.reset_spooler", complaint="Mon imprimante Secret est bloquée")

    assert "Secret" not in str(CaseNote.objects.get().told)
