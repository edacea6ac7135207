"""Learning played out: the authored planner, one that learns, and one that knows the truth, on the very same cases."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from tournevis.troubleshooting.generate import sparse_base
from tournevis.troubleshooting.model import Model, compile_model
from tournevis.troubleshooting.problem import Array
from tournevis.troubleshooting.worlds import off, times

from .counts import count
from .game import Cases, Game, Played, draw
from .memory import memory, remembered
from .notes import LEAST_SHARE, Note
from .posterior import CURIOSITY, explored, learn
from .signs import silent_on

Kind = Literal["written", "each", "priors", "right", "drift"]
A_DAY = 10
VERIFIED = 0.9  # share of fixes that somebody checked
FACTOR = 4.0


@dataclass(frozen=True)
class Course:
    """Costs of the same cases under three planners, in their order, minutes' worth; shapes (cases,)."""

    authored: Array
    learning: Array
    oracle: Array


def family(seed: int) -> Model:
    """An authored model of 20 faults, 30 remedies and 16 questions, each of which bears on 3 to 8 faults."""
    return compile_model(sparse_base(20, 30, 16, seed, most=8))


def truth(authored: Model, kind: Kind, rng: np.random.Generator) -> Model:
    """The world behind: what authors wrote up to 4 times off, or each number; a third of the priors off by 5; right."""
    if kind == "right":
        return authored
    if kind == "priors":
        return times(authored, 5.0, 1 / 3, rng, what="priors")
    answers = off(authored, FACTOR, rng) if kind == "each" else _off_as_written(authored, rng)
    world = times(answers, FACTOR, 1.0, rng, what="success")
    return times(world, FACTOR, 1.0, rng, what="priors")


def _off_as_written(authored: Model, rng: np.random.Generator) -> Model:
    """Each answer that authors gave a fault up to 4 times off; and a fact's usual answers, for all faults alike."""
    told = {}
    for fact, rows in authored.likelihood.items():
        tilt = np.exp(rng.uniform(-np.log(FACTOR), np.log(FACTOR), rows.shape))
        silent = silent_on(authored, fact)
        tilt[:, silent] = tilt[:, [-1]]
        tilt[:, -1] = 1.0
        told[fact] = rows * tilt / (rows * tilt).sum(axis=0)
    return replace(authored, likelihood=told)


def course(kind: Kind, cases: int, seed: int, days: float | None = None, curiosity: float = CURIOSITY) -> Course:
    """One simulated service of `A_DAY` cases a day. With "drift" the world changes into another one half way.

    Args:
        days: how long cases are remembered; by default it is chosen each night.
    """
    rng = np.random.default_rng([seed, 11])
    authored = family(seed)
    worlds = [truth(authored, kind, rng) for _ in range(2 if kind == "drift" else 1)]
    drawn = [draw(world, cases // len(worlds), rng) for world in worlds]
    oracle = np.concatenate([Game(world).play(part).cost for world, part in zip(worlds, drawn, strict=True)])
    every = Cases(np.concatenate([p.answers for p in drawn]), np.concatenate([p.works for p in drawn]))
    return Course(Game(authored).play(every).cost, _learner(authored, every, seed, days, curiosity), oracle)


def _learner(authored: Model, cases: Cases, seed: int, days: float | None, curiosity: float) -> Array:
    """Costs of a planner that learns each night from what was closed that day."""
    rng = np.random.default_rng([seed, 1])
    notes: list[Note] = []
    costs: list[Array] = []
    for day, start in enumerate(range(0, len(cases.works), A_DAY)):
        kept = remembered(notes, day, days or memory(authored, notes, day))
        counts = count(authored, kept, day)
        today = cases.part(start, start + A_DAY)
        played = Game(explored(authored, counts, curiosity=curiosity)).play(today)
        costs.append(played.cost)
        notes += _noted(learn(authored, counts), today, played, day, rng)
    return np.concatenate(costs)


def _noted(model: Model, cases: Cases, played: Played, day: int, rng: np.random.Generator) -> list[Note]:
    facts, remedies = list(model.likelihood), model.cures[0]
    ids = [[answer.id for answer in model.base.facts[fact].answers] for fact in facts]
    found = []
    for n, solved in enumerate(played.solved):
        checked = solved >= 0 and rng.random() < VERIFIED
        belief = played.belief[n]
        if solved >= 0 and not checked:  # that it worked is only said: the belief goes back to what was before
            belief = belief / np.maximum(model.cures[1][solved], 1e-9)
            belief = belief / belief.sum()
        found.append(
            Note(
                day,
                (),
                {model.faults[f]: float(share) for f, share in enumerate(belief) if share > LEAST_SHARE},
                {facts[q]: ids[q][cases.answers[n, q]] for q in np.flatnonzero(played.asked[n])},
                tuple(remedies[r] for r in np.flatnonzero(played.tried[n]) if r != solved),
                remedies[solved] if checked else None,
            )
        )
    return found
