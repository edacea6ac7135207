"""What people do with a diagnosis."""

import pytest

from tournevis.desk.models import Entry
from tournevis.desk.rules import Overtaken, assign, solve
from tournevis.diagnosis import rules, storing
from tournevis.diagnosis.models import Diagnosis, DiagnosisEvent, Suggestion
from tournevis.diagnosis.tests.small import make_case
from tournevis.people.rules import NotAllowed, Refused
from tournevis.people.tests.factories import make_team, make_technician, make_user

pytestmark = pytest.mark.django_db


def session_of(ticket):
    return storing.load(Diagnosis.objects.get(ticket=ticket))


def told(ticket):
    return [entry.body for entry in ticket.entries.all()]


def test_the_words_of_the_complaint_are_understood_and_told_in_the_timeline(user):
    ticket = make_case(user)

    assert session_of(ticket).state.noticed == ("nothing_prints",)
    assert any("Rien ne s'imprime" in line for line in told(ticket))


def test_beginning_twice_gives_the_same_diagnosis(user):
    ticket = make_case(user)

    assert rules.start(ticket, by=user).pk == Diagnosis.objects.get(ticket=ticket).pk
    assert DiagnosisEvent.objects.count() == 1


def test_an_answer_is_kept_in_order_told_and_seen_by_the_next_reader(user, technician):
    ticket = make_case(user)
    version = ticket.version
    rules.answer(ticket, "printer_panel", "jam", by=technician, seen=1)

    assert session_of(ticket).state.findings["printer_panel"].answer == "jam"
    assert "État affiché par l'imprimante: Bourrage papier" in [line.replace("\xa0:", ":") for line in told(ticket)]
    assert ticket.version > version
    assert list(DiagnosisEvent.objects.values_list("position", "kind", "by")) == [
        (0, "understood", None),
        (1, "answer", technician.pk),
    ]


def test_what_is_now_believed_is_noted_for_lists(user, technician):
    ticket = make_case(user)
    diagnosis = rules.answer(ticket, "printer_panel", "jam", by=technician)

    assert diagnosis.likeliest == "printing.jam"
    assert diagnosis.probability > 0.8


def test_an_answer_to_what_somebody_else_answered_meanwhile_is_refused_with_a_clear_word(user, technician):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=user, seen=1)

    with pytest.raises(Overtaken):
        rules.answer(ticket, "printer_panel", "paper", by=technician, seen=1)
    assert session_of(ticket).state.findings["printer_panel"].answer == "jam"


def test_the_same_answer_sent_twice_counts_once_and_is_no_error(user):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=user, seen=1)
    rules.answer(ticket, "printer_panel", "jam", by=user, seen=1)

    assert DiagnosisEvent.objects.filter(kind="answer").count() == 1


def test_what_a_machine_told_meanwhile_overtakes_nobody(user, technician, device):
    from tournevis.diagnosis.tests.small import make_printer

    ticket = make_case(user, asset=make_printer(user.organisation))
    rules.read(ticket, by=technician)

    rules.answer(ticket, "queue_jobs", "none", by=technician, seen=1)
    assert "queue_jobs" in session_of(ticket).state.findings


@pytest.mark.parametrize(
    ("fact", "value"), [("printer_panel", "green"), ("moon", "jam"), ("printer_panel", "x" * 5000)]
)
def test_an_answer_out_of_range_is_refused_and_nothing_is_kept(user, fact, value):
    ticket = make_case(user)
    entries = ticket.entries.count()

    with pytest.raises(rules.NoFit):
        rules.answer(ticket, fact, value, by=user)
    assert (DiagnosisEvent.objects.count(), ticket.entries.count()) == (1, entries)


def test_i_do_not_know_is_kept(user):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", None, by=user)

    assert "printer_panel" in session_of(ticket).state.asked


def test_back_takes_away_the_last_answer_and_says_which(user):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=user)
    rules.back(ticket, by=user, seen=2)

    assert session_of(ticket).state.findings == {}
    assert "Bourrage papier" in told(ticket)[-1]


def test_back_with_nothing_to_take_back_is_refused(user):
    with pytest.raises(rules.NoFit):
        rules.back(make_case(user), by=user)


def test_an_earlier_answer_can_be_corrected(user):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=user)
    rules.answer(ticket, "queue_jobs", "none", by=user)
    rules.correct(ticket, "printer_panel", "ready", by=user)

    assert session_of(ticket).state.findings["printer_panel"].answer == "ready"


def test_a_symptom_can_be_denied(user):
    ticket = make_case(user)
    rules.notice(ticket, "nothing_prints", False, by=user)

    assert session_of(ticket).state.symptoms == {"nothing_prints": False}


def test_a_remedy_that_asks_for_consent_is_not_carried_out_without_it(user, technician):
    ticket = make_case(user)

    with pytest.raises(Refused):
        rules.outcome(ticket, "printing.clear_queue", "solved", by=technician)
    rules.outcome(ticket, "printing.clear_queue", "not_solved", by=technician, consent=True)
    assert DiagnosisEvent.objects.get(kind="outcome").data == {"consent": True}


def test_a_remedy_may_be_left_undone_without_any_consent(user, technician):
    ticket = make_case(user)
    rules.outcome(ticket, "printing.clear_queue", "refused", by=technician)

    assert session_of(ticket).state.verdict("printing.clear_queue") == "refused"


def test_handing_over_gives_the_case_to_a_team_with_all_that_is_known_and_whoever_takes_it_goes_on(user, technician):
    other = make_technician(user.organisation)
    team = make_team(user.organisation, other)
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "ready", by=technician)
    rules.escalate(ticket, by=technician, team=team, reason="Le spouleur plante")

    note = ticket.entries.filter(kind=Entry.Kind.NOTE).get()
    assert "Le spouleur plante" in note.body
    assert "Elle est prête" in note.body
    assert ticket.team == team
    assert session_of(ticket).state.escalated

    rules.resume(ticket, by=other)
    assert session_of(ticket).state.escalated is None
    assert "printer_panel" in session_of(ticket).state.findings


def test_a_user_does_not_escalate_nor_solve_as_a_technician_does(user):
    ticket = make_case(user)
    with pytest.raises(NotAllowed):
        rules.escalate(ticket, by=user, to=user)
    with pytest.raises(NotAllowed):
        rules.solve(ticket, "Voilà", by=user)


def test_nobody_acts_on_the_case_of_somebody_else(user):
    other = make_user(user.organisation)
    with pytest.raises(NotAllowed):
        rules.answer(make_case(user), "printer_panel", "jam", by=other)
    with pytest.raises(NotAllowed):
        rules.answer(make_case(user), "printer_panel", "jam", by=make_technician())


def test_a_finished_ticket_takes_no_answer(user, technician):
    ticket = make_case(user)
    solve(ticket, "C'était le papier.", by=technician)

    with pytest.raises(Refused):
        rules.answer(ticket, "printer_panel", "jam", by=technician)


def test_an_advice_followed_or_set_aside_is_told_apart(user, technician):
    ticket = make_case(user)
    first = rules.advise(ticket, by=technician)
    rules.answer(ticket, first.advice.step.id, None, by=technician, seen=first.seen)
    second = rules.advise(ticket, by=technician)
    other = "queue_jobs" if second.advice.step.id != "queue_jobs" else "files_renamed"
    rules.answer(ticket, other, None, by=technician, seen=second.seen)

    verdicts = list(Suggestion.objects.values_list("position", "verdict"))
    assert verdicts == [(1, "followed"), (2, "set_aside")]


def test_an_advice_keeps_what_replays_it(user, technician):
    ticket = make_case(user)
    counsel = rules.advise(ticket, by=technician)
    kept = Suggestion.objects.get().advice

    assert kept["base_version"] == counsel.session.base.version
    assert kept["belief"][0][0] == counsel.advice.belief[0][0]
    assert {"budget", "seed", "states", "expected_cost", "lower_bound", "options", "allowance"} <= set(kept)
    again = storing.load(counsel.diagnosis).advice(counsel.allowance)
    assert again == counsel.advice


def test_assigning_by_the_desk_leaves_the_diagnosis_as_it_was(user, technician):
    ticket = make_case(user)
    assign(ticket, by=technician, to=technician)

    assert len(session_of(ticket).events) == 1


def test_what_the_complaint_says_outright_is_known_and_not_asked(user, technician, monkeypatch):
    from tournevis.diagnosis import engine

    monkeypatch.setattr(engine, "understand", lambda *_: engine.Heard({}, (), {"printer_panel": "paper"}))
    ticket = make_case(user)
    counsel = rules.advise(ticket, by=technician)

    assert counsel.session.state.findings["printer_panel"].via == "stated"
    assert counsel.advice.step.id == "printing.add_paper"
