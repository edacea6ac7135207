import pytest

from tournevis.facts import Outcome, Reading
from tournevis.troubleshooting import BadAnswer, Session
from tournevis.troubleshooting.explain import explain
from tournevis.troubleshooting.openings import Allowance, open_remedy
from tournevis.troubleshooting.pairs import Pair, play
from tournevis.troubleshooting.strategy import Strategy
from tournevis.troubleshooting.worlds import Hidden

from .changed import belief_in, session_with

USUAL = {"lamp": "lit", "level": "ok", "saved": "recent"}
ANSWERS = {"rig.bulb": {"lamp": "dark"}, "rig.tank": {"level": "full"}, "rig.wipe": {}, "rig.leak": {"level": "gone"}}
CURE = {"rig.bulb": "rig.change_bulb", "rig.tank": "rig.empty_tank", "rig.wipe": "rig.reset", "rig.leak": "rig.mend"}
# a wipe is never risked while an unknown cause may well be left, so that no pair with it is
PAIRS = [(one, other) for one in CURE for other in CURE if one != other and "rig.wipe" not in (one, other)]


def part(fault):
    return Hidden(fault, "rig", {**USUAL, **ANSWERS[fault]}, frozenset({CURE[fault]}))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_faults_at_once_are_both_repaired(model, one, other):
    pair = Pair((part(one), part(other)))

    played = play(model, pair, Strategy(model, Allowance(reader_probes=True)).step)
    assert sorted(played.repaired) == sorted([one, other])
    assert played.tried[-1][1] == "solved"


def test_a_part_that_is_gone_is_no_longer_suspected_and_what_was_told_of_it_clears_nobody(session):
    session.answer("lamp", "dark")
    session.answer("level", "full")
    session.outcome("rig.change_bulb", "partly")

    assert belief_in(session, "rig.bulb") < 0.02
    assert session.advice().step.id == "rig.empty_tank"


def test_better_but_not_gone_leaves_the_other_fault_likelier_than_a_failure_does(model):
    beliefs = {}
    for verdict in ("partly", "not_solved"):
        session = Session(model)
        session.answer("lamp", "dark")
        session.outcome("rig.change_bulb", verdict)
        beliefs[verdict] = belief_in(session, "rig.tank")

    # the dark lamp spoke of the bulb that is gone: it does not clear the tank
    assert beliefs["partly"] > 2 * beliefs["not_solved"]


def test_what_the_part_that_is_gone_may_have_answered_is_asked_anew(session):
    session.answer("lamp", "dark")
    session.answer("saved", "recent")
    session.outcome("rig.change_bulb", "partly")

    assert session.state.reopened == {"lamp"}
    assert "lamp" in {option.step.id for option in session.advice().options}
    session.answer("lamp", "lit")
    assert "lamp" not in {option.step.id for option in session.advice().options}


def test_a_part_that_was_not_gone_after_all_can_be_corrected(session):
    session.answer("lamp", "dark")
    session.outcome("rig.change_bulb", "partly")
    session.correct("rig.change_bulb", "not_solved")

    assert session.state.reopened == set()
    assert session.state.verdict("rig.change_bulb") == "not_solved"


def test_the_close_of_two_faults_tells_of_both_remedies(session):
    from tournevis.troubleshooting.closing import close

    session.answer("lamp", "dark")
    session.outcome("rig.change_bulb", "partly")
    session.answer("level", "full")
    session.outcome("rig.empty_tank", "solved")

    closing = close(session.model, session.state, "en")
    assert (closing.cause, closing.remedy) == ("bulb; tank", "change; empty")


def test_an_outcome_that_there_is_not_is_refused_with_those_that_there_are(session):
    with pytest.raises(BadAnswer, match="partly"):
        session.outcome("rig.change_bulb", "almost")


def test_a_remedy_that_causes_a_fault_makes_it_likelier_whatever_was_told_before():
    harmless, harmful = session_with({}), session_with({"rig.change_bulb": {"causes": {"rig.tank": "even"}}})
    for session in (harmless, harmful):
        session.answer("lamp", "dark")
        session.answer("level", "ok")
        session.outcome("rig.change_bulb", "not_solved")

    assert belief_in(harmful, "rig.tank") > 0.3 > belief_in(harmless, "rig.tank")
    harmful.answer("lamp", "lit")
    assert belief_in(harmful, "rig.tank") > 0.5


def test_a_remedy_that_may_cause_a_fault_costs_what_mending_that_would():
    harmful = session_with({"rig.change_bulb": {"causes": {"rig.tank": "even"}}})
    prices = {}
    for session in (session_with({}), harmful):
        remedy = session.base.remedies["rig.change_bulb"]
        item = open_remedy(session.model, remedy, session.state, session.belief(), Allowance())
        prices[session is harmful] = item.price

    assert prices[True].risk - prices[False].risk == pytest.approx(session.model.harm["rig.change_bulb"])
    assert prices[True].total > prices[False].total


def test_a_trouble_that_a_remedy_may_only_hide_is_told_to_come_back():
    session = session_with({"rig.change_bulb": {"hides": {"rig.wipe": "often"}}})
    session.answer("lamp", "dark")
    session.outcome("rig.change_bulb", "solved")

    advice = session.advice()
    assert 0.02 < advice.hidden < 0.5
    assert f"{round(100 * advice.hidden)} times in 100" in explain(session.model, session.state, advice, "en").why
    assert belief_in(session, "rig.wipe") > 0.02


def test_a_remedy_that_repairs_several_faults_clears_them_all_when_it_fails():
    session = session_with({})
    session.model.success["rig.change_bulb"][session.model.index["rig.tank"]] = 0.9
    before = belief_in(session, "rig.tank")
    session.outcome("rig.change_bulb", "not_solved")

    assert belief_in(session, "rig.tank") < before / 2


def test_a_remedy_is_priced_with_the_question_that_must_come_before_it(session):
    def reset():
        remedy = session.base.remedies["rig.reset"]
        return open_remedy(session.model, remedy, session.state, session.belief(), Allowance())

    waiting = reset()
    assert waiting.cost > waiting.price.total
    assert waiting.chance < 1
    session.answer("saved", "recent")
    assert (reset().cost, reset().chance) == (pytest.approx(waiting.price.total), 1)


def test_a_reading_that_a_repair_made_stale_counts_no_more_once_it_is_read_again(model):
    def read(session, percent):
        session.read_probe("gauge", {"gauge.percent": Reading("gauge.percent", Outcome.VALUE, percent)})

    again, only = Session(model), Session(model)
    read(again, 1.0)
    again.outcome("rig.empty_tank", "not_solved")
    assert "level" in again.state.stale
    read(again, 60.0)
    only.outcome("rig.empty_tank", "not_solved")
    read(only, 60.0)

    assert again.belief() == pytest.approx(only.belief())


def test_an_answer_that_a_mistake_may_explain_clears_less_than_a_machines_reading(model):
    asked, measured = Session(model), Session(model)
    asked.answer("level", "ok")
    measured.read_probe("gauge", {"gauge.percent": Reading("gauge.percent", Outcome.VALUE, 50.0)})

    assert belief_in(asked, "rig.leak") > belief_in(measured, "rig.leak")
