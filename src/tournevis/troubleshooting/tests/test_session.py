import pytest

from tournevis.facts import Outcome, Reading
from tournevis.troubleshooting import Allowance, BadAnswer, Event, Session

GAUGE = Allowance(probes=frozenset({"gauge"}))


def leaders(session):
    return [fault for fault, _ in session.advice().belief]


def test_an_answer_moves_the_belief_to_the_fault_that_explains_it(session):
    session.answer("lamp", "dark")

    assert leaders(session)[0] == "rig.bulb"


def test_i_do_not_know_is_an_answer_and_the_question_is_not_put_again(session):
    before = session.advice().belief
    session.answer("lamp", None)

    assert session.advice().belief == before
    asked = [option.step.id for option in session.advice().options if option.step.kind == "question"]
    assert "lamp" not in asked


def test_what_the_machine_knows_is_not_asked(session):
    reading = Reading("gauge.percent", Outcome.VALUE, 1.0, "%")
    session.read_probe("gauge", {"gauge.percent": reading})

    assert session.state.findings["level"].answer == "full"
    assert all(option.step.id != "level" for option in session.advice(GAUGE).options)


def test_a_probe_is_preferred_to_a_question_about_the_same_fact(session):
    steps = {option.step.id: option.step.kind for option in session.advice(GAUGE).options}

    assert steps["level"] == "probe"


def test_a_garbled_reading_is_no_guess_and_the_user_is_asked_instead(session):
    session.read_probe("gauge", {"gauge.percent": Reading("gauge.percent", Outcome.GARBLED, because="noise")})

    assert "level" not in session.state.findings
    steps = {option.step.id: option.step.kind for option in session.advice(GAUGE).options}
    assert steps["level"] == "question"


def test_a_refused_reading_can_itself_be_the_answer(session):
    session.read_probe("gauge", {"gauge.percent": Reading("gauge.percent", Outcome.REFUSED)})

    assert session.state.findings["level"].answer == "gone"


def test_back_takes_away_the_last_answer_but_not_what_a_machine_read(session):
    session.answer("lamp", "dark")
    session.read_probe("gauge", {"gauge.percent": Reading("gauge.percent", Outcome.VALUE, 50.0)})
    session.back()

    assert set(session.state.findings) == {"level"}
    with pytest.raises(BadAnswer, match="nothing to go back"):
        session.back()


def test_a_corrected_answer_counts_instead_of_the_first(session):
    session.answer("lamp", "dark")
    session.answer("saved", "recent")
    session.correct("lamp", "lit")

    assert session.state.findings["lamp"].answer == "lit"


def test_what_was_never_answered_cannot_be_corrected(session):
    with pytest.raises(BadAnswer, match="nothing to correct"):
        session.correct("lamp", "dark")


@pytest.mark.parametrize(("fact", "answer"), [("lamp", "green"), ("moon", "dark"), ("lamp", "x" * 10_000)])
def test_an_answer_out_of_range_is_refused_and_changes_nothing(session, fact, answer):
    with pytest.raises(BadAnswer):
        session.answer(fact, answer)
    assert session.events == ()


def test_an_old_id_of_a_merged_fact_is_understood(session):
    session.answer("old_level", "brim")

    assert session.state.findings["level"].answer == "full"


def test_a_failed_remedy_lowers_its_fault_and_is_not_proposed_again(session):
    session.answer("lamp", "dark")
    session.outcome("rig.change_bulb", "not_solved")

    assert leaders(session)[0] != "rig.bulb"
    assert all(option.step.id != "rig.change_bulb" for option in session.advice().options)


def test_a_solved_remedy_ends_the_case(session):
    session.answer("lamp", "dark")
    session.outcome("rig.change_bulb", "solved")

    assert session.advice().step.kind == "done"


def test_a_dangerous_remedy_waits_for_its_guard_and_is_refused_when_the_guard_fails(model):
    unguarded = Session(model)
    for step in ("rig.change_bulb", "rig.empty_tank"):
        unguarded.outcome(step, "not_solved")
    proposed = {option.step.id for option in unguarded.advice().options}
    assert "rig.reset" not in proposed
    assert unguarded.advice().step.guard_of == "rig.reset" or "saved" in proposed

    unguarded.answer("saved", "none")
    assert all(option.step.id != "rig.reset" for option in unguarded.advice().options)


def test_i_do_not_know_on_a_guard_keeps_the_remedy_locked(model):
    session = Session(model)
    session.answer("saved", None)

    assert all(option.step.id != "rig.reset" for option in session.advice().options)


def test_containing_comes_before_anything_else_when_a_dangerous_cause_is_likely(session):
    session.answer("lamp", "dark")
    session.answer("level", "gone")

    advice = session.advice()
    assert (advice.step.id, advice.urgent) == ("rig.shut", True)
    session.outcome("rig.shut", "not_solved")
    proposed = {option.step.id: option.step.guard_of for option in session.advice().options}
    assert proposed["rig.mend"] is None
    assert "rig.shut" not in proposed


def test_a_containment_said_to_solve_only_counts_as_done(session):
    session.outcome("rig.shut", "solved")

    assert session.state.done("rig.shut")
    assert not session.state.over


def test_a_remedy_makes_a_reading_stale_so_that_the_machine_reads_it_again(session):
    session.read_probe("gauge", {"gauge.percent": Reading("gauge.percent", Outcome.VALUE, 1.0)})
    session.outcome("rig.empty_tank", "not_solved")
    session.read_probe("gauge", {"gauge.percent": Reading("gauge.percent", Outcome.VALUE, 60.0)})

    assert session.state.findings["level"].answer == "ok"


def test_the_same_events_give_the_same_advice_from_their_stored_form(session, model):
    session.understood({"rig.tank": 4.0}, complaint="la cuve déborde")
    session.answer("lamp", "lit")
    stored = [event.to_json() for event in session.events]

    again = Session(model, [Event.from_json(data) for data in stored])
    assert again.advice(GAUGE) == session.advice(GAUGE)


def test_findings_that_no_fault_explains_are_called_a_contradiction_and_handed_over(session):
    for remedy in ("rig.change_bulb", "rig.empty_tank", "rig.reset"):
        session.outcome(remedy, "not_solved")
    session.answer("lamp", "lit")
    session.answer("level", "ok")
    session.answer("saved", "none")

    advice = session.advice()
    assert advice.contradiction
    assert advice.step.kind == "escalate"


def test_a_user_is_only_shown_what_he_may_do(session):
    nobody = Allowance(roles=frozenset({"first_line"}))

    assert all(option.step.kind != "remedy" for option in session.advice(nobody).options)


def test_handing_over_is_possible_at_any_moment(session):
    session.escalate()

    assert session.advice().step.kind == "escalate"


def test_an_unknown_kind_of_event_is_refused():
    with pytest.raises(BadAnswer):
        Event.from_json({"kind": "party"})
