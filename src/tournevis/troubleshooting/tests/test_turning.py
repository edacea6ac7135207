import re
from dataclasses import replace

import pytest

from tournevis.troubleshooting import Allowance, Event, Session, compile_model, load_base
from tournevis.troubleshooting.explain import KINDS, PARTS, explain
from tournevis.troubleshooting.turning import turning, turning_text

from .conftest import FOLDER

READS = Allowance(reader_probes=True)


def advise(session):
    return session.advice(READS)


def numbers(text):
    """The numbers of a sentence, as written in either language."""
    return [float(found.replace(",", ".")) for found in re.findall(r"\d+(?:[.,]\d+)?", text)]


def shown(cost):
    """A cost as it is rounded for people."""
    return round(cost, 1) if cost < 9.95 else round(cost)


def percents(*chances):
    return [round(100 * chance) for chance in chances]


@pytest.fixture(params=["start", "dark", "failed"])
def moment(request, session):
    if request.param != "start":
        session.answer("lamp", "dark")
    if request.param == "failed":
        session.outcome("rig.change_bulb", "not_solved")
    return session


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_number_of_the_explanation_is_the_one_that_was_computed(moment, model, language):
    found = advise(moment)
    words = explain(model, moment.state, found, language)
    price, escalation = found.price, model.base.scales.escalation
    kinds = [getattr(price, kind) for kind in KINDS]
    told = [shown(cost) for cost in (price.total, *kinds) if shown(cost)]
    expected = [shown(found.expected_cost), *told]
    expected += [shown(escalation), shown(escalation - found.expected_cost)]
    if found.success is not None:
        expected += percents(*(getattr(found.success, part) for part in PARTS))
    expected.append(shown(found.options[1].expected_cost - found.expected_cost))
    expected.append(shown(found.lower_bound))

    assert numbers(" ".join(words.detail)) == pytest.approx(expected)
    belief = dict(found.belief)
    spoken = percents(*belief.values(), *([found.success.total] if found.success else []))
    why = re.sub("(sur|in) 100", "", words.why)
    assert numbers(why)
    assert set(numbers(why)) <= set(spoken)
    assert [cause.probability for cause in words.causes] == [belief[cause.id] for cause in words.causes]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_number_about_what_comes_next_is_the_one_that_was_computed(moment, language):
    found = turning(moment, advise(moment), READS)
    text = turning_text(moment, found, language)
    failing = percents(found.failing.chance) if found.failing else []
    turns = percents(*(turn.chance for turn in found.turns)) if found.changing else []

    assert numbers(" ".join(text)) == failing + turns


def test_what_is_told_to_come_after_an_answer_does_come(session):
    found = turning(session, advise(session), READS)

    assert found.about is not None
    assert sum(turn.chance for turn in found.turns) == pytest.approx(1.0)
    for turn in found.turns:
        for answer in turn.answers:
            later = Session(session.model, (*session.events, Event("answer", found.about.id, answer, "asked")))
            step = advise(later).step
            assert (step.kind, step.id) == (turn.then.kind, turn.then.id)


def test_an_answer_that_leads_elsewhere_is_told_to_change_the_plan(session):
    found = turning(session, advise(session), READS)
    steps = {(turn.then.kind, turn.then.id) for turn in found.turns}

    assert len(steps) > 1
    assert found.changing


def test_where_no_answer_matters_that_is_said(session):
    session.answer("lamp", "dark")
    found = turning(session, advise(session), READS)
    calm = replace(found, turns=tuple(replace(turn, changes=False) for turn in found.turns))

    assert found.about is not None
    assert "No answer to" in " ".join(turning_text(session, calm, "en"))


def test_a_remedy_tells_what_comes_if_it_ends_nothing(session):
    session.answer("lamp", "dark")
    session.answer("level", "ok")
    found = advise(session)
    told = turning(session, found, READS)
    session.outcome(found.step.id, "not_solved")

    assert found.step.kind == "remedy"
    assert told.failing.then.id == advise(session).step.id
    assert told.failing.chance == pytest.approx(1 - found.success.total)


def test_an_ended_case_turns_nowhere(session):
    session.escalate()

    assert turning(session, advise(session), READS).about is None


def test_an_old_case_is_explained_word_for_word_under_its_version_of_the_base(session):
    session.understood({"rig.leak": 2.0}, complaint="Rien ne va")
    session.answer("lamp", "dark")
    session.outcome("rig.change_bulb", "not_solved")
    kept = [event.to_json() for event in session.events]
    before = advise(session)
    old = compile_model(load_base(FOLDER))
    again = Session(old, [Event.from_json(event) for event in kept], budget=before.budget, seed=before.seed)
    changed = compile_model(load_base(FOLDER).model_copy(update={"version": "later"}))
    changed = replace(changed, prior=changed.prior[::-1].copy())

    assert advise(again) == before
    assert explain(old, again.state, advise(again), "fr") == explain(session.model, session.state, before, "fr")
    later = advise(Session(changed, again.events))
    assert later.base_version == "later"
    assert later.belief != before.belief
