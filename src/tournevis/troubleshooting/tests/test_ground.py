import numpy as np
import pytest

from tournevis.troubleshooting import Allowance, Session, bounds, compile_model, exact
from tournevis.troubleshooting.belief import update
from tournevis.troubleshooting.evaluate import remaining
from tournevis.troubleshooting.generate import sparse_base
from tournevis.troubleshooting.ground import ground_of
from tournevis.troubleshooting.whole import whole


@pytest.mark.parametrize("seed", range(12))
def test_no_strategy_over_the_whole_base_costs_less_than_the_bound_at_any_moment(seed):
    model = compile_model(sparse_base(4 + seed % 3, 5 + seed % 2, 4, seed))
    problem = whole(model)
    remedies, facts = model.cures[0], model.answers[0]
    actions, questions = np.arange(len(remedies)), np.arange(len(facts))
    assert ground_of(model).bound(model.prior, (), (), visited=False) <= exact.solve(problem).best + 1e-9

    heard = update(model.prior, model.likelihood[facts[0]][seed % 3])
    failed = update(heard, 1.0 - problem.success[1])
    left = remaining(problem, actions[actions != 1], questions[1:], failed)
    bound = ground_of(model).bound(failed, (remedies[1],), (facts[0],), visited=False)
    assert bound <= exact.solve(left).best + 1e-9


def test_where_a_visit_is_paid_for_already_no_step_is_charged_for_it_again(model):
    fresh, visited = (ground_of(model).bound(model.prior, (), (), visited=there) for there in (False, True))

    assert 0 < visited <= fresh


def test_with_every_remedy_tried_nothing_is_left_but_handing_over():
    model = compile_model(sparse_base(6, 8, 4))

    bound = ground_of(model).bound(model.prior, model.cures[0], model.answers[0], visited=False)
    assert bound == pytest.approx(model.base.scales.escalation)


def test_the_bound_of_a_base_is_told_quickly_yet_close_to_the_one_of_its_whole_problem():
    model = compile_model(sparse_base(60, 90, 30))
    problem = whole(model)

    bound = ground_of(model).bound(model.prior, (), (), visited=False)
    assert bounds.cause_known(problem) < bound <= bounds.lower_bound(problem) + 1e-9


def test_each_advice_of_a_case_carries_a_bound_that_its_own_cost_is_not_below(model):
    session, allowance = Session(model), Allowance(reader_probes=True)
    told = []
    for _ in range(4):
        advice = session.advice(allowance)
        told.append(advice.lower_bound)
        assert 0 < advice.lower_bound <= advice.expected_cost + 1e-9
        if advice.step.kind not in ("question", "probe"):
            break
        session.answer(advice.step.id, advice.step.choices[0], via="reader" if advice.step.kind == "probe" else "asked")
    assert told
