"""A user is led through his own case."""

import pytest

from tournevis.desk.models import Entry, StateType
from tournevis.desk.rules import reopen
from tournevis.diagnosis import rules, storing
from tournevis.diagnosis.models import Diagnosis
from tournevis.diagnosis.tests.small import make_case, make_printer
from tournevis.knowledge.models import OutcomeCount

pytestmark = pytest.mark.django_db


def counted():
    return list(OutcomeCount.objects.values_list("fault", "remedy", "solved", "not_solved"))


def test_a_user_is_asked_only_what_a_user_can_answer_and_do(user):
    ticket = make_case(user)
    counsel = rules.guide(ticket, by=user)

    assert counsel.allowance.roles == {"user"}
    proposed = {option.step.id for option in counsel.advice.options if option.step.kind == "remedy"}
    assert proposed <= {"printing.clear_jam", "printing.add_paper", "security.isolate"}


def test_a_remedy_that_worked_solves_the_case_explains_it_and_is_counted(user):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=user)
    rules.outcome(ticket, "printing.clear_jam", "solved", by=user)

    assert rules.guide(ticket, by=user) is None
    ticket.refresh_from_db()
    assert ticket.state_type == StateType.SOLVED
    words = ticket.entries.filter(kind=Entry.Kind.MESSAGE, author=None).get()
    assert "coincée dans l'imprimante" in words.body
    assert words.public
    assert counted() == [("printing.jam", "printing.clear_jam", 1, 0)]


def test_a_page_left_open_does_not_end_a_case_that_a_technician_is_about_to_explain(user, technician):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=user)
    rules.outcome(ticket, "printing.clear_jam", "solved", by=technician)

    assert rules.guide(ticket, by=user) is None
    ticket.refresh_from_db()
    assert ticket.is_open
    rules.solve(ticket, "Du papier était coincé.", by=technician)
    assert [entry.body for entry in ticket.entries.filter(kind=Entry.Kind.MESSAGE, author=technician)] == [
        "Du papier était coincé."
    ]


def test_what_no_user_can_do_goes_to_the_technicians_who_go_on_with_the_same_case(user, technician):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "ready", by=user)
    rules.answer(ticket, "queue_jobs", "one_blocked", by=user)

    assert rules.guide(ticket, by=user) is None
    diagnosis = Diagnosis.objects.get(ticket=ticket)
    assert diagnosis.handed_over_at is not None
    counsel = rules.advise(ticket, by=technician)
    assert counsel.advice.step.id == "printing.clear_queue"
    assert set(counsel.session.state.findings) == {"printer_panel", "queue_jobs"}


def test_a_user_may_ask_for_a_technician_at_any_moment(user):
    ticket = make_case(user)
    rules.hand_over(ticket, by=user)

    assert rules.guide(ticket, by=user) is None
    assert ticket.entries.filter(kind=Entry.Kind.SYSTEM, public=True).count() == 1


def test_what_the_device_tells_is_not_asked(user, device):
    device.reasons = ("media-jam",)
    ticket = make_case(user, asset=make_printer(user.organisation))
    assert rules.guide(ticket, by=user).advice.step.kind == "probe"

    rules.read(ticket, by=user)

    assert rules.guide(ticket, by=user).advice.step.id == "printing.clear_jam"


def test_a_device_that_does_not_answer_is_said_and_the_user_is_asked_instead(user, device):
    device.silent = True
    ticket = make_case(user, asset=make_printer(user.organisation))
    rules.read(ticket, by=user)

    counsel = rules.guide(ticket, by=user)
    assert (counsel.advice.step.kind, counsel.advice.step.id) == ("question", "printer_panel")
    assert ticket.entries.order_by("-id").first().data["diagnosis"]["because"] == "unreachable"


def test_a_remedy_makes_the_device_be_read_again(user, device):
    from tournevis.diagnosis.rules.reading import readable, wanting

    device.reasons = ("media-jam",)
    ticket = make_case(user, asset=make_printer(user.organisation))
    rules.read(ticket, by=user)
    probes = readable(ticket.asset)
    session = storing.load(Diagnosis.objects.get(ticket=ticket))
    assert wanting(session, probes) == frozenset()

    rules.outcome(ticket, "printing.clear_jam", "not_solved", by=user)
    session = storing.load(Diagnosis.objects.get(ticket=ticket))
    assert wanting(session, probes) == probes


def test_a_device_that_can_be_asked_is_asked_anew_in_the_next_case_on_it(user, device):
    device.reasons = ("media-jam",)
    printer = make_printer(user.organisation)
    rules.read(make_case(user, asset=printer), by=user)

    device.reasons = ("media-empty",)
    second = make_case(user, asset=printer)
    assert "printer_panel" not in storing.load(Diagnosis.objects.get(ticket=second)).state.findings
    rules.read(second, by=user)
    assert storing.load(Diagnosis.objects.get(ticket=second)).state.findings["printer_panel"].answer == "paper"


def test_a_case_that_comes_back_was_not_solved_goes_to_a_person_and_is_counted_anew(user, technician):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=user)
    rules.outcome(ticket, "printing.clear_jam", "solved", by=user)
    rules.guide(ticket, by=user)
    reopen(ticket, "Encore bloqué", by=user)
    rules.resume(ticket, by=user)

    assert rules.guide(ticket, by=user) is None
    counsel = rules.advise(ticket, by=technician)
    assert counsel.session.state.solved_by is None
    rules.outcome(ticket, "printing.reset_spooler", "solved", by=technician)
    rules.solve(ticket, "C'était le spouleur.", by=technician, minutes=12)

    fault = counsel.session.model.faults[0]
    assert sum(row[2] for row in counted()) == 1
    assert fault == "printing.jam"
    assert ("printing.jam", "printing.clear_jam", 1, 0) not in counted()


def test_a_dangerous_cause_is_contained_first(user):
    ticket = make_case(user, "On me demande une rançon")

    advice = rules.guide(ticket, by=user).advice
    assert (advice.step.id, advice.urgent) == ("security.isolate", True)


def test_a_reading_that_only_repeats_the_last_one_leaves_no_trace(user, technician, device):
    device.reasons = ("media-jam",)
    ticket = make_case(user, asset=make_printer(user.organisation))
    assert rules.read(ticket, by=technician) == 1
    entries = ticket.entries.count()
    assert rules.read(ticket, by=technician) == 0
    assert ticket.entries.count() == entries

    device.reasons = ("media-empty",)
    assert rules.read(ticket, by=technician) == 1
    assert storing.load(Diagnosis.objects.get(ticket=ticket)).state.findings["printer_panel"].answer == "paper"


def test_a_remedy_that_took_away_a_part_leads_on_to_the_rest(user):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=user)
    counsel = rules.guide(ticket, by=user)
    assert (counsel.advice.step.id, "partly" in counsel.advice.step.choices) == ("printing.clear_jam", True)
    rules.outcome(ticket, "printing.clear_jam", "partly", by=user)

    assert ticket.entries.order_by("-id").first().data["diagnosis"]["value"] == "partly"
    again = rules.guide(ticket, by=user)
    assert again is not None
    assert again.advice.step.id != "printing.clear_jam"
    rules.answer(ticket, "printer_panel", "paper", by=user)
    rules.outcome(ticket, "printing.add_paper", "solved", by=user)
    rules.guide(ticket, by=user)
    assert counted() == [
        ("printing.paper_out", "printing.clear_jam", 0, 1),
        ("printing.paper_out", "printing.add_paper", 1, 0),
    ]
