"""A ticket rests, is solved, closed, opened again; time is noted on it."""

import pytest

from tournevis.desk import rules
from tournevis.desk.models import StateType, Ticket
from tournevis.desk.tests.factories import make_ticket
from tournevis.outbox.models import Message
from tournevis.people.models import User
from tournevis.people.rules import NotAllowed, Refused
from tournevis.people.tests.factories import make_user


@pytest.fixture
def ticket(user):
    ticket = make_ticket(user)
    Message.objects.all().delete()
    return ticket


def test_solving_it_tells_the_user_why_it_happened(ticket, technician):
    rules.solve(ticket, "Une feuille était coincée.", by=technician)
    assert ticket.state_type == StateType.SOLVED
    assert ticket.solved_at
    [mail] = Message.objects.all()
    assert mail.to == ticket.requester.email
    assert "Une feuille était coincée." in mail.body_text


def test_a_technician_cannot_solve_without_an_explanation_but_the_user_may(ticket, technician):
    with pytest.raises(Refused):
        rules.solve(ticket, " ", by=technician)
    rules.solve(ticket, "", by=ticket.requester)
    assert ticket.state_type == StateType.SOLVED
    assert not Message.objects.exists()


def test_it_is_solved_once(ticket, technician):
    rules.solve(ticket, "Réparé", by=technician)
    with pytest.raises(Refused):
        rules.solve(ticket, "Réparé", by=technician)


def test_closing_an_open_ticket_solves_it_in_the_same_act(ticket, technician):
    rules.close(ticket, by=technician, explanation="Réparé")
    ticket.refresh_from_db()
    assert ticket.state_type == StateType.CLOSED
    assert ticket.solved_at
    assert ticket.closed_at


def test_the_user_closes_his_own_solved_ticket_and_nobody_elses(ticket, technician, organisation):
    rules.solve(ticket, "Réparé", by=technician)
    with pytest.raises(NotAllowed):
        rules.close(ticket, by=make_user(organisation))
    rules.close(ticket, by=ticket.requester)
    assert ticket.state_type == StateType.CLOSED


def test_it_is_closed_once(ticket, technician):
    rules.close(ticket, by=technician, explanation="Réparé")
    with pytest.raises(Refused):
        rules.close(ticket, by=technician)


def test_a_refused_close_changes_nothing(ticket, technician):
    with pytest.raises(Refused):
        rules.close(ticket, by=technician, explanation="")
    fresh = Ticket.objects.get(pk=ticket.pk)
    assert fresh.state_type == StateType.NEW
    assert fresh.version == ticket.version == 1


def test_the_user_opens_a_closed_ticket_again_and_who_had_it_is_told(ticket, technician):
    rules.take(ticket, by=technician)
    rules.close(ticket, by=technician, explanation="Réparé")
    Message.objects.all().delete()
    rules.reopen(ticket, "Elle s'arrête encore", by=ticket.requester)
    assert ticket.state_type == StateType.OPEN
    assert ticket.closed_at is None
    assert [mail.to for mail in Message.objects.all()] == [technician.email]


def test_it_goes_back_to_the_queue_when_who_had_it_has_left(ticket, technician):
    rules.take(ticket, by=technician)
    rules.close(ticket, by=technician, explanation="Réparé")
    User.objects.filter(pk=technician.pk).update(is_active=False)
    rules.reopen(ticket, "Encore", by=ticket.requester)
    assert ticket.assignee is None
    assert ticket.state_type == StateType.NEW


def test_reopening_wants_a_reason_and_a_finished_ticket(ticket, user, technician):
    with pytest.raises(Refused):
        rules.reopen(ticket, "Encore", by=user)
    rules.solve(ticket, "Réparé", by=technician)
    with pytest.raises(Refused):
        rules.reopen(ticket, " ", by=user)


def test_only_an_open_ticket_rests(ticket, technician):
    rules.set_pending(ticket, by=technician)
    assert ticket.resting
    rules.solve(ticket, "Réparé", by=technician)
    with pytest.raises(Refused):
        rules.set_pending(ticket, by=technician)


def test_time_spent_adds_up_and_what_was_noted_wrongly_is_taken_back(ticket, technician):
    rules.log_time(ticket, 20, by=technician, words="Sur place")
    rules.log_time(ticket, 5, by=technician)
    rules.log_time(ticket, -20, by=technician)
    assert rules.minutes_spent(ticket) == 5


@pytest.mark.parametrize("minutes", [0, 1441, -1])
def test_a_time_that_makes_no_sense_is_refused(ticket, technician, minutes):
    with pytest.raises(Refused):
        rules.log_time(ticket, minutes, by=technician)
    assert rules.minutes_spent(ticket) == 0
