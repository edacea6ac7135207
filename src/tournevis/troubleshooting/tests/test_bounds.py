from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.troubleshooting import bounds, exact
from tournevis.troubleshooting.evaluate import remaining
from tournevis.troubleshooting.instances import make
from tournevis.troubleshooting.planner import plan
from tournevis.troubleshooting.problem import Problem
from tournevis.troubleshooting.telling import Telling

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
        assert bounds.lower_bound(problem) <= best + 1e-9


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
    assert 45.0 < bounds.lower_bound(problem) <= plan(problem).best.expected_cost


@pytest.mark.parametrize("family", FAMILIES)
def test_the_entropy_bound_is_tighter_than_the_known_cause_on_every_family(family):
    problems = [make(family, seed, 7, 7, 5) for seed in range(10)]

    assert np.mean([bounds.lower_bound(p) / bounds.cause_known(p) for p in problems]) > 1.03


@pytest.mark.parametrize("family", FAMILIES)
def test_of_a_small_problem_the_bound_is_the_optimum_itself(family):
    problem = make(family, 3, 6, 6, 4)

    assert plan(problem).lower_bound == pytest.approx(exact.solve(problem).best)


def test_a_question_tells_no_more_than_its_capacity():
    noisy = np.array([[0.9, 0.1, 0.5], [0.1, 0.9, 0.5]])
    problem = Problem(np.full(3, 1 / 3), np.empty(0), np.empty((0, 3)), np.full(1, 0.5), (noisy,), 10.0)
    capacity = np.log(2) + 0.9 * np.log(0.9) + 0.1 * np.log(0.1)

    surplus = Telling(problem).surplus(nat=10.0)[0]
    assert surplus[:2] == pytest.approx(10.0 * capacity - 0.5)
    assert surplus[2] == 0.0


def test_a_question_that_bears_on_one_fault_in_a_hundred_has_next_to_no_surplus():
    rare = np.full((2, 100), [[0.02], [0.98]])
    rare[:, 7] = 0.9, 0.1
    problem = Problem(np.full(100, 0.01), np.empty(0), np.empty((0, 100)), np.ones(1), (rare,), 10.0)

    surplus = Telling(problem).surplus(nat=5.0)[0]
    assert np.flatnonzero(surplus).tolist() == [7]


def test_over_late_problems_the_bound_is_tighter_than_the_better_of_both_easy_ones():
    """All answers free: each combination of answers is a problem without questions, solved outright."""
    ratios = []
    for seed in range(6):
        problem = make("late", seed, 7, 7, 5)
        rows = [problem.answers[q] for q in range(5)]
        free = 0.0
        for told in product(range(2), repeat=5):
            weights = problem.belief * np.prod([row[k] for row, k in zip(rows, told, strict=True)], axis=0)
            rest = remaining(problem, np.arange(7), np.arange(0), weights / weights.sum())
            free += weights.sum() * exact.solve(rest).best
        ratios.append(bounds.lower_bound(problem) / max(free, bounds.cause_known(problem)))

    assert np.mean(ratios) > 1.01
