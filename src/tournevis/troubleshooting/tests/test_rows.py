"""Repairs that one restart tests, and visits that serve several repairs, in the advice of a case."""

from dataclasses import replace

import pytest

from tournevis.troubleshooting import Allowance, Event, Session
from tournevis.troubleshooting.advice import advise
from tournevis.troubleshooting.explain import explain, row_text
from tournevis.troubleshooting.planner import Choice, Plan
from tournevis.troubleshooting.structure import plan

from .changed import session_with

RESTART = {"setups": ("reboot",)}
BOTH = {"rig.change_bulb": RESTART, "rig.empty_tank": RESTART}


def restarted():
    """Two likely faults that nobody can tell apart, whose remedies are both tested by a restart that takes an hour."""
    session = session_with(BOTH, setups={"on_site": 25, "case_open": 10, "reboot": 60, "user_present": 0})
    session.answer("lamp", None)
    session.answer("level", None)
    return session


def test_repairs_that_one_restart_tests_are_advised_in_a_row():
    session = restarted()

    step = session.advice().step
    assert {step.id, *step.also} == {"rig.change_bulb", "rig.empty_tank"}
    assert step.choices[0] == "untested"
    assert session.base.remedies[step.also[0]].names["en"] in row_text(session.base, step, "en")


def test_the_last_repair_of_a_row_is_tested_for_all_of_them():
    session = restarted()
    session.outcome("rig.change_bulb", "untested")
    step = session.advice().step
    assert (step.id, step.tests, "untested" in step.choices) == ("rig.empty_tank", ("rig.change_bulb",), False)

    session.outcome("rig.empty_tank", "not_solved")
    assert session.state.untested == ()
    alone = restarted()
    alone.outcome("rig.change_bulb", "not_solved")
    alone.outcome("rig.empty_tank", "not_solved")
    assert session.belief() == pytest.approx(alone.belief())


def test_a_repair_that_waits_for_its_test_tells_nothing_yet():
    session = restarted()
    before = session.belief()
    session.outcome("rig.change_bulb", "untested")

    assert session.belief() == pytest.approx(before)


def test_nothing_but_what_leads_to_the_test_is_advised_while_it_is_due():
    session = restarted()
    session.outcome("rig.change_bulb", "untested")
    session.outcome("rig.empty_tank", "untested")

    advice = session.advice()
    assert {option.step.id for option in advice.options} <= {"rig.change_bulb", "rig.empty_tank"}
    assert advice.step.choices == ("solved", "partly", "not_solved")
    assert (advice.price.going, advice.success) == (pytest.approx(60), None)
    assert "tested at once" in explain(session.model, session.state, advice, "en").why
    session.outcome(advice.step.id, "solved")
    assert session.advice().step.kind == "done"


def test_a_test_that_is_not_made_is_not_asked_for_again():
    session = restarted()
    session.outcome("rig.change_bulb", "untested")
    session.outcome("rig.change_bulb", "not_done")

    assert session.state.untested == ()
    assert session.advice().step.tests == ()


def test_a_planner_that_knows_no_rows_still_ends_one_by_its_test():
    session = restarted()
    session.outcome("rig.change_bulb", "untested")
    hasty = Plan((Choice("escalate", -1, 150.0),), 0.0, 0)

    step = advise(session.model, session.state, Allowance(), planner=lambda problem, budget: hasty).step
    assert (step.id, step.choices) == ("rig.change_bulb", ("solved", "partly", "not_solved"))


def test_a_row_is_the_same_case_after_it_was_stored():
    session = restarted()
    session.outcome("rig.change_bulb", "untested")
    again = Session(session.model, [Event.from_json(event.to_json()) for event in session.events])

    assert again.advice() == session.advice()


def test_of_a_row_that_worked_no_remedy_is_counted_and_of_one_that_failed_each_is():
    from tournevis.troubleshooting.closing import counted

    worked, failed = restarted(), restarted()
    for session, verdict in ((worked, "solved"), (failed, "not_solved")):
        session.outcome("rig.change_bulb", "untested")
        session.outcome("rig.empty_tank", verdict)

    assert counted(worked.state) == []
    assert counted(failed.state) == [("rig.change_bulb", "not_solved"), ("rig.empty_tank", "not_solved")]


def visited():
    """Two repairs that are done on site."""
    away = {"by": "on_site", "setups": ("on_site",)}
    session = session_with({"rig.change_bulb": away, "rig.empty_tank": away})
    session.answer("level", None)
    session.answer("lamp", None)
    return session


def test_a_visit_is_paid_once_by_all_that_is_done_there():
    session = visited()
    apart = advise(session.model, session.state, Allowance(), planner=lambda p, b: plan(replace(p, setups=None), b))

    assert session.advice().expected_cost < apart.expected_cost - 5
    there = session.advice(Allowance(channel="on_site"))
    assert session.advice().expected_cost - there.expected_cost <= 25 + 10 + 1e-6


def test_the_words_of_an_advice_hold_what_the_step_costs_by_kind():
    session = visited()
    session.correct("lamp", "dark")
    session.correct("level", "ok")

    advice = session.advice()
    price = advice.price
    assert (price.going, advice.step.id) == (pytest.approx(35), "rig.change_bulb")
    detail = " ".join(explain(session.model, session.state, advice, "en").detail)
    assert f"getting ready {price.going:.0f}" in detail
