import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.troubleshooting import exact
from tournevis.troubleshooting.bounds import lower_bound
from tournevis.troubleshooting.evaluate import remaining
from tournevis.troubleshooting.instances import make
from tournevis.troubleshooting.potential import Potential
from tournevis.troubleshooting.search import follow
from tournevis.troubleshooting.search.explore import explore
from tournevis.troubleshooting.search.graph import HIGH, LOW, ROOT, Graph

from .test_planner import instance

FAMILIES = ("easy", "hard", "late")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 800))
def test_the_optimum_lies_between_what_is_proven_and_what_is_promised_however_far_one_looked(seed, states):
    problem = instance(seed)
    graph = Graph(problem, Potential(problem))
    explore(graph, states, prove=bool(seed % 2))

    best = exact.solve(problem).best
    assert graph.values[ROOT, LOW] <= best + 1e-9
    assert graph.values[ROOT, HIGH] >= best - 1e-9


@pytest.mark.parametrize("family", FAMILIES)
def test_with_states_enough_the_optimum_is_found_and_proven(family):
    problem = make(family, 5, 5, 5, 3)

    found = follow(problem, gap=1e-9)
    assert found.cost == pytest.approx(exact.solve(problem).best)
    assert found.lower_bound == pytest.approx(found.cost)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
def test_a_strategy_costs_what_it_promised(seed):
    problem = instance(seed, faults=6, actions=6, questions=4)
    graph = Graph(problem, Potential(problem))
    explore(graph, 600, prove=True, gap=1e-3)

    assert follow(problem, 600).cost == pytest.approx(graph.values[ROOT, HIGH])


def test_no_state_has_a_bound_above_its_optimum():
    """Not the first state only: what is proven deep in the graph is carried back."""
    problem = make("late", 2, 4, 4, 3)
    graph = Graph(problem, Potential(problem))
    explore(graph, 400)
    for state in range(ROOT, graph.size, 7):
        taken = graph.layout.taken(graph.found[state : state + 1])[0]
        left = np.flatnonzero(~taken[:4]), np.flatnonzero(~taken[4:])
        rest = remaining(problem, *left, graph.weights[state] / graph.mass[state])
        assert graph.values[state, LOW] <= exact.solve(rest).best * graph.mass[state] + 1e-9


def test_more_states_never_make_a_strategy_dearer_nor_its_bound_lower():
    problem = make("hard", 3, 8, 9, 6)
    some, more = follow(problem, 500), follow(problem, 4_000)

    assert more.cost <= some.cost + 1e-9
    assert more.lower_bound >= some.lower_bound - 1e-9
    assert some.lower_bound >= lower_bound(problem) - 1e-9


def test_no_more_states_are_held_than_allowed_and_the_same_ones_each_time():
    problem = make("easy", 4, 8, 9, 6)
    found = follow(problem, 2_000)

    assert found.states <= 2_000
    assert found == follow(problem, 2_000)
