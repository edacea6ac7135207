import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.troubleshooting import bounds, exact
from tournevis.troubleshooting.instances import make
from tournevis.troubleshooting.planner import plan
from tournevis.troubleshooting.problem import Problem

from .test_planner import instance

FAMILIES = ("easy", "hard", "late")


@pytest.mark.parametrize("seed", range(0, 500, 25))
def test_no_bound_is_above_the_optimum(seed):
    """Five hundred instances in all, of every family and of no family, twenty-five a test."""
    for n in range(seed, seed + 25):
        sizes = 2 + n % 5, 2 + n % 4, n % 4
        problem = instance(n, *sizes) if n % 4 == 3 else make(FAMILIES[n % 4], n, *sizes)
        best = exact.solve(problem).best

        assert bounds.cause_known(problem) <= best + 1e-9
        assert bounds.entropy(problem) <= best + 1e-9


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.05, 20), st.floats(0.05, 20))
def test_no_bound_is_above_the_optimum_whatever_steps_cost(seed, dearer, asked):
    p = instance(seed)
    problem = Problem(p.belief, p.action_cost * dearer, p.success, p.question_cost * asked, p.answers, p.escalation)

    assert bounds.lower_bound(problem) <= exact.solve(problem).best + 1e-9


def test_with_one_cause_the_bound_is_the_optimum():
    problem = Problem(np.ones(1), np.array([4.0]), np.full((1, 1), 0.75), np.array([1.0]), (np.ones((1, 1)),), 20.0)

    assert bounds.lower_bound(problem) == pytest.approx(4.0 + 0.25 * 20.0)


def test_many_causes_alike_cost_more_than_a_known_one():
    rows = tuple(np.where(np.arange(16) >> bit & 1, [[0.9], [0.1]], [[0.1], [0.9]]) for bit in range(4))
    problem = Problem(np.full(16, 1 / 16), np.full(16, 30.0), np.eye(16), np.full(4, 5.0), rows, 400.0)

    assert bounds.cause_known(problem) == pytest.approx(30.0)
    assert 45.0 < bounds.entropy(problem) <= plan(problem).best.expected_cost


@pytest.mark.parametrize("family", FAMILIES)
def test_the_entropy_bound_is_tighter_than_the_known_cause_on_every_family(family):
    problems = [make(family, seed, 7, 7, 5) for seed in range(10)]

    assert np.mean([bounds.entropy(p) / bounds.cause_known(p) for p in problems]) > 1.03


@pytest.mark.parametrize("family", FAMILIES)
def test_of_a_small_problem_the_bound_is_the_optimum_itself(family):
    problem = make(family, 3, 6, 6, 4)

    assert plan(problem).lower_bound == pytest.approx(exact.solve(problem).best)


def test_a_question_tells_no_more_than_its_capacity():
    noisy = np.array([[0.9, 0.1, 0.5], [0.1, 0.9, 0.5]])
    problem = Problem(np.full(3, 1 / 3), np.empty(0), np.empty((0, 3)), np.ones(1), (noisy,), 10.0)
    symmetric = np.log(2) + 0.9 * np.log(0.9) + 0.1 * np.log(0.1)

    assert bounds.capacities(problem)[0] == pytest.approx(symmetric, rel=0.01)
    assert bounds.capacities(problem)[0] >= symmetric - 1e-9
