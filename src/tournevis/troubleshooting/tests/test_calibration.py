from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.troubleshooting import Allowance, Model, Session, compile_model
from tournevis.troubleshooting.belief import believe, evidence, update
from tournevis.troubleshooting.calibration import bins, expected_error, macro_f1
from tournevis.troubleshooting.generate import sparse_base
from tournevis.troubleshooting.strategy import Strategy
from tournevis.troubleshooting.worlds import draw, draw_many, off, play, without


@pytest.fixture(scope="module")
def made():
    return compile_model(sparse_base(12, 16, 10))


def answered(model: Model, told) -> Session:
    session = Session(model)
    for fact, place in told.items():
        answers = model.base.facts[fact].answers
        session.answer(fact, answers[place % len(answers)].id)
    return session


def told_of(model):
    return st.dictionaries(st.sampled_from(sorted(model.likelihood)), st.integers(0, 4))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_belief_is_a_distribution_after_any_findings(made, data):
    session = answered(made, data.draw(told_of(made)))
    for remedy in data.draw(st.lists(st.sampled_from(sorted(made.success)), max_size=5, unique=True)):
        session.outcome(remedy, data.draw(st.sampled_from(["not_solved", "not_done", "refused"])))
    belief = session.belief()

    assert belief.sum() == pytest.approx(1.0)
    assert (belief > 0).all()


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_order_of_the_answers_changes_nothing(made, data):
    told = data.draw(told_of(made))
    other = dict(data.draw(st.permutations(list(told.items()))))

    assert np.allclose(answered(made, told).belief(), answered(made, other).belief())


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_renaming_faults_changes_nothing(made, data):
    told = data.draw(told_of(made))
    known = data.draw(st.permutations(range(len(made.faults) - 1)))
    order = [*known, len(made.faults) - 1]
    renamed = replace(
        made,
        faults=tuple(made.faults[f] for f in order),
        prior=made.prior[order],
        likelihood={fact: rows[:, order] for fact, rows in made.likelihood.items()},
        success={remedy: row[order] for remedy, row in made.success.items()},
    )

    assert np.allclose(answered(renamed, told).belief(), answered(made, told).belief()[order])


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_one_more_answer_changes_no_belief_on_average(made, data):
    """The belief before is the mean of the beliefs after, each answer weighed by its chance under what is believed."""
    told = data.draw(told_of(made))
    fact = data.draw(st.sampled_from(sorted(made.likelihood)))
    told.pop(fact, None)
    before = answered(made, told).belief()
    mean = np.zeros(len(before))
    for place in range(len(made.base.facts[fact].answers)):
        last = list(evidence(made, answered(made, {**told, fact: place}).state))[-1]
        mean += update(before, last.likelihood) * float(last.likelihood @ before)

    assert np.allclose(mean, before)


def test_an_answer_that_contradicts_the_others_speaks_less_loudly_than_one_alone(made):
    """Who was wrong before may be wrong again: the second odd answer moves the odds less than it would alone."""
    fact, *others = sorted(made.likelihood)
    rows = made.likelihood[fact]
    fault = int(rows[1, :-1].argmin())
    odd = {f: int(made.likelihood[f][:, fault].argmin()) for f in others}
    alone = list(evidence(made, answered(made, {fact: 1}).state))[-1].likelihood[fault]
    last = list(evidence(made, answered(made, {**odd, fact: 1}).state))[-1].likelihood[fault]

    assert last > alone


def test_what_a_machine_read_is_never_taken_for_a_mistake(model):
    session = Session(model)
    session.answer("level", "full", via="probe:gauge")
    told = list(evidence(model, session.state))[-1]

    assert np.allclose(told.likelihood, model.answer_row("level", "full"))


def test_failed_remedies_make_the_unknown_cause_likelier(made):
    session, shares = Session(made), []
    for remedy in sorted(made.success):
        session.outcome(remedy, "not_solved")
        shares.append(believe(made, session.state)[-1])

    assert shares == sorted(shares)
    assert shares[-1] > made.prior[-1]


def test_nothing_that_may_do_harm_is_proposed_while_the_cause_may_well_be_unknown(model):
    risky = {r for r, remedy in model.base.remedies.items() if remedy.risk.worst in ("medium", "high")}
    risky = {r for r in risky if model.base.remedies[r].kind != "containment"}
    doubtful = replace(model, prior=np.append(model.prior[:-1] / model.prior[:-1].sum() * 0.6, 0.4))

    assert risky
    assert risky.isdisjoint(option.step.id for option in Session(doubtful).advice().options)


def test_a_case_without_a_known_cause_is_handed_over_in_the_end(made):
    gone = set(made.faults[:3])
    part = compile_model(without(made.base, gone))
    hidden = draw(made, made.faults[0], np.random.default_rng(0))
    trace = play(part, replace(hidden, works=frozenset()), Strategy(part, Allowance(), 1_000).step)

    assert gone.isdisjoint(part.faults)
    assert trace.met[-1][1].kind == "escalate"


def test_a_drawn_case_is_the_same_for_the_same_seed_and_flips_change_its_answers(made):
    drawn = [draw_many(made, 5, np.random.default_rng(4)) for _ in range(2)]
    wrong = draw(made, made.faults[0], np.random.default_rng(4), flips=1.0)
    right = draw(made, made.faults[0], np.random.default_rng(4), flips=0.0)

    assert drawn[0] == drawn[1]
    assert all(wrong.answers[fact] != right.answers[fact] for fact in right.answers)


def test_a_world_that_is_off_still_gives_each_fact_one_answer(made):
    world = off(made, 2.0, np.random.default_rng(0))

    assert all(np.allclose(rows.sum(axis=0), 1.0) for rows in world.likelihood.values())
    assert any(not np.allclose(world.likelihood[f], made.likelihood[f]) for f in made.likelihood)


def test_who_says_eighty_percent_and_is_right_half_of_the_time_errs_by_thirty():
    curve = bins(np.full(10, 0.8), np.array([1.0, 0.0] * 5), np.ones(10))

    assert expected_error(curve) == pytest.approx(0.3)


def test_macro_f1_weighs_a_rare_cause_as_much_as_a_frequent_one():
    assert macro_f1([("a", "a")] * 9 + [("b", "a")]) == pytest.approx((18 / 19 + 0) / 2)
