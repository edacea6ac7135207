import numpy as np
import pytest

from tournevis.troubleshooting import Allowance, Session, compile_model, load_base
from tournevis.troubleshooting.generate import sparse_base
from tournevis.troubleshooting.paired import cut, mean, play, price
from tournevis.troubleshooting.rivals import FixedOrder, policies
from tournevis.troubleshooting.worlds import draw_many


@pytest.fixture(scope="module")
def small():
    return compile_model(sparse_base(8, 10, 5))


@pytest.fixture(scope="module")
def base():
    return load_base()


@pytest.mark.parametrize("faults", [30, 60])
def test_a_cut_holds_as_many_faults_as_asked_for_and_the_unknown_cause(base, faults):
    part = compile_model(cut(base, faults, seed=0))

    assert len(part.faults) == faults + 1
    assert part.prior[-1] == pytest.approx(base.scales.other_share)


def test_the_same_seed_cuts_the_same_part_and_another_one_another(base):
    assert list(cut(base, 30, 0).faults) == list(cut(base, 30, 0).faults)
    assert set(cut(base, 30, 0).faults) != set(cut(base, 30, 1).faults)


def test_every_policy_plays_the_same_cases_the_same_way_each_time(small):
    cases = draw_many(small, 6, np.random.default_rng(1))
    twice = [
        {name: [play(small, case, decide, Allowance()) for case in cases] for name, decide in played.items()}
        for played in (policies(small, Allowance(), 2_000), policies(small, Allowance(), 2_000))
    ]

    assert twice[0] == twice[1]
    assert len({tuple(course.cost for course in courses) for courses in twice[0].values()}) > 1


def test_a_case_costs_its_steps_and_the_hand_over_where_nothing_worked(small):
    case = draw_many(small, 1, np.random.default_rng(0))[0]
    hopeless = type(case)(case.fault, case.said, case.answers, frozenset())
    order = FixedOrder(small, Allowance())
    spent, session = 0.0, Session(small)
    while (step := order.step(session.state)).kind == "remedy":
        spent += price(small, session.state, step, Allowance())
        session.outcome(step.id, "not_solved")

    course = play(small, hopeless, order.step, Allowance())

    assert not course.solved
    assert course.steps == len(session.events)
    assert course.cost == pytest.approx(spent + small.base.scales.escalation)


def test_a_checklist_keeps_its_order_whatever_is_found(small):
    order = FixedOrder(small, Allowance())
    session, tried = Session(small), []
    session.answer("q0", "a1")
    while (step := order.step(session.state)).kind == "remedy":
        tried.append(step.id)
        session.outcome(step.id, "not_solved")

    assert tried == [remedy for remedy in order.order if remedy in tried]
    assert tried


def test_the_interval_of_a_mean_holds_it_nineteen_times_of_twenty():
    rng = np.random.default_rng(0)
    found = [mean(rng.normal(3.0, 2.0, 50)) for _ in range(1_000)]

    assert 0.92 < np.mean([abs(one.value - 3.0) <= one.plus_minus for one in found]) < 0.97
