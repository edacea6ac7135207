"""Many cases played at once in bare arrays."""

import numpy as np
import pytest

from tournevis.troubleshooting.generate import sparse_base
from tournevis.troubleshooting.learning.game import Game, draw
from tournevis.troubleshooting.model import compile_model
from tournevis.troubleshooting.planner import unbounded
from tournevis.troubleshooting.problem import Problem


@pytest.fixture(scope="module")
def made():
    return compile_model(sparse_base(6, 7, 4, 5))


def test_cases_are_drawn_by_the_chances_of_the_world(made):
    cases = draw(made, 20_000, np.random.default_rng(0))
    works = made.cures[1] @ made.prior
    first = next(iter(made.likelihood.values())) @ made.prior

    assert np.allclose(cases.works.mean(axis=0), works, atol=0.02)
    assert np.allclose(np.bincount(cases.answers[:, 0], minlength=len(first)) / 20_000, first, atol=0.02)


def test_a_game_ends_each_case_solved_or_handed_over_and_charges_what_was_done(made):
    game = Game(made)
    cases = draw(made, 200, np.random.default_rng(1))
    played = game.play(cases)
    charged = played.asked @ game.question_cost + played.tried @ game.remedy_cost
    charged = charged + np.where(played.solved < 0, made.base.scales.escalation, 0.0)

    assert np.allclose(played.cost, charged)
    assert np.allclose(played.belief.sum(axis=1), 1.0)
    assert all(cases.works[n, solved] for n, solved in enumerate(played.solved) if solved >= 0)
    assert {"solved", "handed over"} == {"solved" if solved >= 0 else "handed over" for solved in played.solved}


def test_a_case_costs_little_more_than_the_optimum_foretells(made):
    game = Game(made)
    problem = Problem(
        made.prior, game.remedy_cost, game.hoped, game.question_cost, tuple(made.likelihood.values()), 150.0
    )
    optimum = unbounded(problem, 10_000_000).best.expected_cost
    costs = game.play(draw(made, 4_000, np.random.default_rng(2))).cost

    assert abs(costs.mean() / optimum - 1.0) < 0.04


def test_a_game_of_many_cases_is_each_case_played_alone(made):
    cases = draw(made, 30, np.random.default_rng(3))
    together = Game(made).play(cases).cost
    alone = [float(Game(made).play(cases.part(n, n + 1)).cost[0]) for n in range(30)]

    assert np.allclose(together, alone)
