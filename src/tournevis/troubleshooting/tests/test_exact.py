import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.troubleshooting import baselines, exact
from tournevis.troubleshooting.bounds import lower_bound
from tournevis.troubleshooting.evaluate import walk
from tournevis.troubleshooting.planner import plan
from tournevis.troubleshooting.problem import Problem

from .test_planner import instance


def least_cost(problem: Problem) -> float:
    """The optimum, by the plainest recursion over everything that can still be done."""

    def best(actions, questions, weights):
        mass = weights.sum()
        value = problem.escalation * mass
        for a in actions:
            failed = weights * (1 - problem.success[a])
            value = min(value, problem.action_cost[a] * mass + best(actions - {a}, questions, failed))
        for q in questions:
            told = sum(best(actions, questions - {q}, weights * row) for row in problem.answers[q])
            value = min(value, problem.question_cost[q] * mass + told)
        return value

    return best(frozenset(range(len(problem.action_cost))), frozenset(range(len(problem.answers))), problem.belief)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_the_optimum_is_that_of_the_plain_recursion(seed):
    problem = instance(seed, faults=4, actions=3, questions=2)

    assert exact.solve(problem).best == pytest.approx(least_cost(problem))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_the_bound_is_never_above_the_optimum(seed):
    problem = instance(seed)

    assert lower_bound(problem) <= exact.solve(problem).best + 1e-9
    assert plan(problem).lower_bound <= exact.solve(problem).best + 1e-9


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_following_the_plan_costs_what_it_promised(seed):
    problem = instance(seed)

    assert walk(problem, lambda left: plan(left).best).cost == pytest.approx(exact.solve(problem).best)


def test_a_plan_on_a_small_budget_costs_less_than_the_myopic_one_over_many_problems():
    problems = [instance(seed, faults=7, actions=8, questions=5) for seed in range(30)]
    ours = sum(walk(problem, lambda left: plan(left, budget=20_000).best).cost for problem in problems)

    assert ours < sum(walk(problem, baselines.myopic).cost for problem in problems)


BASELINES = [
    baselines.probability_over_cost,
    baselines.information_gain,
    baselines.myopic,
    baselines.lookahead_of_one,
    baselines.lookahead_of_two,
]


@pytest.mark.parametrize("baseline", BASELINES)
def test_no_baseline_beats_the_optimum(baseline):
    for seed in range(20):
        problem = instance(seed)
        assert walk(problem, baseline).cost >= exact.solve(problem).best - 1e-9


def test_more_information_never_hurts():
    for seed in range(20):
        with_question = instance(seed)
        without = Problem(
            with_question.belief,
            with_question.action_cost,
            with_question.success,
            np.empty(0),
            (),
            with_question.escalation,
        )
        assert exact.solve(with_question).best <= exact.solve(without).best + 1e-9


def test_the_further_a_baseline_looks_the_less_it_costs_over_many_problems():
    problems = [instance(seed) for seed in range(20)]
    further = [
        baselines.probability_over_cost,
        baselines.myopic,
        baselines.lookahead_of_one,
        baselines.lookahead_of_two,
    ]
    costs = [sum(walk(problem, policy).cost for problem in problems) for policy in further]

    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == pytest.approx(sum(exact.solve(problem).best for problem in problems), rel=0.002)
