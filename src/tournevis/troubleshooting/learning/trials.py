"""Learning played out: the authored planner, one that learns, and one that knows the truth, on the very same cases."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from tournevis.troubleshooting.generate import sparse_base
from tournevis.troubleshooting.model import Model, compile_model
from tournevis.troubleshooting.openings import Allowance
from tournevis.troubleshooting.problem import Array
from tournevis.troubleshooting.strategy import Strategy
from tournevis.troubleshooting.worlds import Decide, Hidden, Trace, draw_many, off, play, times

from .counts import HALF_LIFE, count
from .notes import Note, note
from .posterior import CURIOSITY, explored, learn

Kind = Literal["all", "priors", "drift"]
A_DAY = 10
BUDGET = 4_000
VERIFIED = 0.9  # share of fixes that somebody checked


@dataclass(frozen=True)
class Course:
    """Costs of the same cases under three planners, in their order, minutes' worth; shapes (cases,)."""

    authored: Array
    learning: Array
    oracle: Array


def family(seed: int) -> Model:
    """An authored model of 20 faults, 30 remedies and 16 questions."""
    return compile_model(sparse_base(20, 30, 16, seed))


def truth(authored: Model, kind: Kind, rng: np.random.Generator) -> Model:
    """The world behind: everything up to 4 times off, or a third of the priors off by 5."""
    if kind == "priors":
        return times(authored, 5.0, 1 / 3, rng, what="priors")
    world = times(off(authored, 4.0, rng), 4.0, 1.0, rng, what="success")
    return times(world, 4.0, 1.0, rng, what="priors")


def course(kind: Kind, cases: int, seed: int, half_life: float = HALF_LIFE, curiosity: float = CURIOSITY) -> Course:
    """One simulated service of `A_DAY` cases a day. With "drift" the world changes into another one half way."""
    rng = np.random.default_rng(seed)
    authored = family(seed)
    worlds = [truth(authored, kind, rng)]
    worlds += [truth(authored, kind, rng)] if kind == "drift" else []
    drawn = [draw_many(world, cases // len(worlds), rng) for world in worlds]
    told = [_costs(authored, world, part) for world, part in zip(worlds, drawn, strict=True)]
    hidden = [case for part in drawn for case in part]
    fixed = _costs(authored, authored, hidden)
    return Course(fixed, _learner(authored, hidden, seed, half_life, curiosity), np.concatenate(told))


def _costs(authored: Model, believed: Model, hidden: list[Hidden]) -> Array:
    decide = _planner(replace(believed, base=authored.base))
    return np.array([play(authored, case, decide).cost for case in hidden])


def _planner(model: Model) -> Decide:
    return Strategy(model, Allowance(), BUDGET).step


def _learner(authored: Model, hidden: list[Hidden], seed: int, half_life: float, curiosity: float) -> Array:
    """Costs of a planner that learns each night from what was closed that day."""
    rng = np.random.default_rng([seed, 1])
    notes: list[Note] = []
    costs: list[float] = []
    for day, start in enumerate(range(0, len(hidden), A_DAY)):
        counts = count(authored, notes, day, half_life)
        believed = learn(authored, counts)
        decide = _planner(explored(authored, counts, curiosity=curiosity))
        for case in hidden[start : start + A_DAY]:
            trace = play(authored, case, decide)
            costs.append(trace.cost)
            notes.append(_noted(believed, trace, day, rng))
    return np.array(costs)


def _noted(believed: Model, trace: Trace, day: int, rng: np.random.Generator) -> Note:
    checked = rng.random() < VERIFIED
    if not trace.solved:
        return note(believed, trace.state, "handed_over", day)
    return note(believed, trace.state, "verified" if checked else "claimed", day)
