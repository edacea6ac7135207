from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.troubleshooting import baselines, exact
from tournevis.troubleshooting.beam import Beam, within
from tournevis.troubleshooting.evaluate import walk
from tournevis.troubleshooting.planner import unbounded
from tournevis.troubleshooting.structure import exact as shared
from tournevis.troubleshooting.structure.instances import Family, make

from .test_planner import instance

FAR = 1_500


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_no_step_is_priced_below_its_optimum(seed):
    problem = instance(seed)
    found, best = Beam(problem, FAR).run(), exact.solve(problem)

    assert (found.action >= best.action - 1e-9).all()
    assert (found.question >= best.question - 1e-9).all()


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(get_args(Family)), st.integers(0, 10_000))
def test_no_step_is_priced_below_its_optimum_where_set_ups_are_shared(family, seed):
    problem = make(family, seed)
    found, best = Beam(problem, FAR).run(), shared.solve(problem)

    assert min(found.action.min(initial=np.inf), found.question.min(initial=np.inf)) >= best.best - 1e-9


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_looking_further_never_raises_the_least_price(seed):
    problem = instance(seed, faults=7, actions=6, questions=5)
    prices = [Beam(problem, most).run() for most in (400, 1_500, 6_000)]
    least = [min(beam.action.min(initial=np.inf), beam.question.min(initial=np.inf)) for beam in prices]

    assert least == pytest.approx(sorted(least, reverse=True))


def test_half_of_the_budget_at_most_is_spent():
    problem = instance(3, faults=8, actions=9, questions=7)
    beam = within(problem, 40_000)

    assert beam is not None
    assert 0 < beam.states <= 20_000


def test_a_budget_too_small_to_compare_first_steps_is_left_to_the_other_search():
    assert within(instance(3, faults=8, actions=9, questions=7), 1_000) is None


def test_large_problems_cost_no_more_than_by_a_lookahead_of_one():
    problems = [instance(seed, faults=8, actions=8, questions=5) for seed in range(8)]
    ours = sum(walk(problem, lambda left: unbounded(left, 20_000).best, 3e-3).cost for problem in problems)

    assert ours <= sum(walk(problem, baselines.lookahead_of_one, 3e-3).cost for problem in problems)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([15_000, 40_000]))
def test_both_searches_together_keep_the_budget(seed, budget):
    problem = instance(seed, faults=8, actions=9, questions=7)

    assert 0 < unbounded(problem, budget).states <= budget
