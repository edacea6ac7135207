from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.troubleshooting import Deadline, Session, compile_model
from tournevis.troubleshooting.anytime import FIRST, budgets
from tournevis.troubleshooting.generate import sparse_base
from tournevis.troubleshooting.planner import plan

from .test_planner import instance


@pytest.fixture(scope="module")
def large():
    return compile_model(sparse_base(30, 45, 15))


def slow(seconds):
    """A clock on which each look at it comes so much later than the last one."""
    ticks = count(step=seconds)
    return lambda: next(ticks)


@pytest.mark.parametrize("time", [0, 12, 40])
def test_an_advice_by_a_deadline_tells_the_budget_that_replays_it_identically(large, time):
    session = Session(large)
    session.answer("q3", "a1")

    advice = session.advice(deadline=Deadline(slow(1), at=time))

    assert Session(large, session.events, budget=advice.budget).advice() == advice


def test_a_later_deadline_reaches_a_larger_budget(large):
    reached = [Session(large).advice(deadline=Deadline(slow(1), at=time)).budget for time in (0, 5, 7)]

    assert reached == [FIRST, 4 * FIRST, 16 * FIRST]


def test_with_time_enough_the_whole_budget_is_used(large):
    session = Session(large, budget=3_000)

    assert session.advice(deadline=Deadline(slow(0), at=1)) == session.advice()


def test_a_case_that_is_solved_outright_waits_for_no_larger_budget(session):
    advice = session.advice(deadline=Deadline(slow(0), at=1))

    assert advice.states <= advice.budget < session.budget
    assert advice.expected_cost == session.advice().expected_cost


def test_budgets_grow_to_the_one_that_was_asked_for():
    assert list(budgets(3_000)) == [500, 2_000, 3_000]
    assert list(budgets(100)) == [100]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([100, 1_000, 10_000]))
def test_a_plan_looks_at_no_more_states_than_its_budget(seed, budget):
    assert plan(instance(seed, faults=6, actions=8, questions=5), budget).states <= budget
