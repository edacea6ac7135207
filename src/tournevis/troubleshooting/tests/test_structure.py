from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.troubleshooting import planner
from tournevis.troubleshooting.bounds import lower_bound
from tournevis.troubleshooting.problem import Problem, Setups
from tournevis.troubleshooting.structure import exact, plan, sequence
from tournevis.troubleshooting.structure.instances import FAMILIES, make, tree
from tournevis.troubleshooting.structure.relax import relaxed
from tournevis.troubleshooting.structure.walk import walk

from .oracles import bottom_up, least_cluster_cost


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(FAMILIES))
def test_the_optimum_with_set_ups_is_that_of_the_plain_recursion_with_postponed_tests(seed, family):
    problem = make(family, seed, faults=4, actions=4, questions=1)

    assert exact.solve(problem, most=4).best == pytest.approx(least_cluster_cost(problem))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(FAMILIES))
def test_following_the_plan_costs_what_it_promised_set_ups_included(seed, family):
    problem = make(family, seed, faults=4, actions=4, questions=2)

    assert walk(problem, lambda left: plan(left).best) == pytest.approx(plan(problem).best.expected_cost)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 8))
def test_on_a_tree_of_clusters_the_plan_is_bottom_up_probability_over_cost(seed, actions):
    problem = tree(seed, actions)

    assert exact.solve(problem).best == pytest.approx(bottom_up(problem))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 30))
def test_a_large_tree_of_clusters_is_repaired_in_the_order_of_bottom_up_probability_over_cost(seed, actions):
    problem = tree(seed, actions)
    left = np.ones((1, actions), dtype=bool)

    found = sequence.costs(problem, problem.belief[None], left, np.zeros(1, dtype=np.int64))
    assert found[0] == pytest.approx(bottom_up(problem))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(FAMILIES))
def test_the_bound_without_set_ups_is_never_above_the_optimum_with_them(seed, family):
    problem = make(family, seed, faults=4, actions=4, questions=2)

    optimum = exact.solve(problem).best
    assert planner.plan(relaxed(problem)).best.expected_cost <= optimum + 1e-9
    assert lower_bound(relaxed(problem)) <= optimum + 1e-9


def test_on_a_small_budget_the_plan_stays_within_a_percent_of_the_optimum_on_the_mean():
    ratios = []
    for family in FAMILIES:
        for seed in range(3):
            problem = make(family, seed, actions=5, questions=2)
            ours = walk(problem, lambda left: plan(left, budget=1_000).best)
            ratios.append(ours / exact.solve(problem, most=5).best)

    assert np.mean(ratios) <= 1.01


def visit():
    """Two repairs that need a visit, one that does not and is a little more efficient than either with its visit."""
    setups = Setups(np.array([20.0]), np.array([True]), np.array([[True], [True], [False]]), np.empty((0, 1), bool))
    belief = np.array([0.4, 0.35, 0.25])
    return Problem(belief, np.array([25.0, 25.0, 14.0]), np.eye(3), np.empty(0), (), 500.0, setups)


def test_a_visit_is_worth_what_all_its_repairs_are_worth_together():
    problem = visit()

    assert planner.plan(replace(problem, setups=None)).best.index == 2
    assert plan(problem).best.index == 0


def test_a_set_up_that_stands_is_not_paid_again():
    problem = visit()
    standing = replace(problem, action_cost=np.array([5.0, 5.0, 14.0]), setups=None)

    assert plan(problem).best.expected_cost - plan(standing).best.expected_cost == pytest.approx(20.0)


def test_repairs_that_one_restart_tests_are_done_in_a_row():
    setups = Setups(np.array([30.0]), np.array([False]), np.ones((2, 1), bool), np.empty((0, 1), bool))
    problem = Problem(np.array([0.5, 0.5]), np.array([31.0, 31.0]), np.eye(2), np.empty(0), (), 500.0, setups)

    best = plan(problem).best
    assert {best.index, *best.also} == {0, 1}
    assert best.expected_cost == pytest.approx(32.0)


def test_repairs_that_nothing_joins_are_each_tested_at_once():
    setups = Setups(np.array([30.0, 30.0]), np.zeros(2, bool), np.eye(2, dtype=bool), np.empty((0, 2), bool))
    problem = Problem(np.array([0.5, 0.5]), np.array([31.0, 31.0]), np.eye(2), np.empty(0), (), 500.0, setups)

    assert plan(problem).best.also == ()


def test_set_ups_that_fit_no_problem_are_refused():
    good = visit()
    with pytest.raises(ValueError, match="below zero"):
        replace(good, setups=replace(good.setups, cost=np.array([-1.0])))
    with pytest.raises(ValueError, match="one column"):
        replace(good, setups=replace(good.setups, lasting=np.ones(2, bool)))
    with pytest.raises(ValueError, match="one row for each action"):
        replace(good, setups=replace(good.setups, actions=np.ones((2, 1), bool)))
    with pytest.raises(ValueError, match="less than the set-ups"):
        replace(good, action_cost=np.array([5.0, 5.0, 14.0]))
