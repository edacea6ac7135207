import pytest

from tournevis.troubleshooting.closing import close, hand_over
from tournevis.troubleshooting.explain import explain, percent


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_reason_names_the_numbers_that_were_computed(session, model, language):
    session.answer("lamp", "dark")
    advice = session.advice()
    words = explain(model, session.state, advice, language)

    top = words.causes[0]
    assert top.probability == advice.belief[0][1]
    assert words.why
    assert all(abs(item.decibans) >= 0.5 for item in top.evidence)


def test_evidence_for_a_fault_counts_above_zero_and_against_below(session, model):
    session.answer("lamp", "dark")
    causes = {cause.id: cause for cause in explain(model, session.state, session.advice(), "en").causes}

    assert causes["rig.bulb"].evidence[0].decibans > 0
    assert causes["rig.tank"].evidence[0].decibans < 0
    assert causes["rig.bulb"].evidence[0].text == "Lamp: Dark"


def test_a_remedy_is_proposed_with_its_odds(session, model):
    session.answer("lamp", "dark")
    session.answer("level", "ok")
    advice = session.advice()
    assert advice.step.kind == "remedy"
    index = {fault: n for n, fault in enumerate(model.faults)}
    chance = sum(p * model.success[advice.step.id][index[fault]] for fault, p in advice.belief)

    assert f" {percent(chance)} " in explain(model, session.state, advice, "en").why


def test_the_close_tells_cause_remedy_and_how_to_avoid_it(session, model):
    session.answer("lamp", "dark")
    session.outcome("rig.change_bulb", "solved")
    closing = close(model, session.state, "fr")

    assert (closing.fault, closing.remedy, closing.prevent) == ("rig.bulb", "changer", "Prévenir.")
    assert "ampoule" in closing.text("fr")


def test_the_hand_over_tells_all_that_is_known(session, model):
    session.understood({}, complaint="Rien ne va")
    session.answer("lamp", "dark")
    session.outcome("rig.change_bulb", "not_solved")
    text = hand_over(model, session.state, "fr")

    assert "Rien ne va" in text
    assert "Lampe : Éteinte" in text
    assert "changer (C'est fait, mais le souci reste)" in text
