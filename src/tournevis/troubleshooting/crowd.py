"""Thousands of cases at once, in arrays: what is believed while a cheap policy asks.

How well beliefs are calibrated needs many cases and no planner. Each case is asked the fact that tells most for its
cost under its own belief, until its leading cause is believed by `SURE` or it was asked `MOST_ASKED` facts. The beliefs
are those of `belief.believe`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .mistakes import SHARES, habit, misheard, told
from .model import OTHER, Model
from .openings import Allowance, cheapest_way
from .problem import Array, Ints
from .state import State
from .worlds import heard, odds_of_families

SURE, MOST_ASKED = 0.97, 8
A_DAY = 20  # cases after which what they told of mistakes is worked in
ATTENTION = 0.2  # minutes' worth added to the cost of a fact: none is so cheap that it is asked for nothing


@dataclass(frozen=True)
class Crowd:
    """Cases as they are, before anybody asks.

    Attributes:
        causes: places in the world's faults, shape (cases,).
        said: the family that each complaint speaks of, a place in the base's families, shape (cases,).
        answers: place of the answer that each fact would get, flips included, shape (facts, cases).
    """

    causes: Ints
    said: Ints
    answers: Ints

    def part(self, cases: slice) -> "Crowd":
        """Some of the cases."""
        return Crowd(self.causes[cases], self.said[cases], self.answers[:, cases])


def gather(world: Model, count: int, rng: np.random.Generator, flips: float = 0.0, odds: Array | None = None) -> Crowd:
    """Cases of a world.

    Args:
        flips: share of the answers that is another one than it would be.
        odds: of each fault to be the cause, shape (faults,); the world's prior where not given.
    """
    chance = world.prior if odds is None else odds / odds.sum()
    causes = rng.choice(len(chance), count, p=chance)
    families = np.array([odds_of_families(world.base, fault) for fault in world.faults])
    return Crowd(causes, _drawn(families.T, causes, rng), _answers(world, causes, rng, flips))


def _drawn(chances: Array, causes: Ints, rng: np.random.Generator) -> Ints:
    """One outcome a case; chances of shape (outcomes, faults)."""
    passed = np.cumsum(chances, axis=0)[:, causes] < rng.random(len(causes))
    return np.asarray(np.minimum(passed.sum(axis=0), len(chances) - 1))


def _answers(world: Model, causes: Ints, rng: np.random.Generator, flips: float) -> Ints:
    found = []
    for rows in world.likelihood.values():
        meant = _drawn(rows, causes, rng)
        shift = rng.integers(1, max(len(rows), 2), len(causes))
        flipped = rng.random(len(causes)) < flips
        found.append(np.where(flipped, (meant + shift) % len(rows), meant))
    return np.array(found)


@dataclass(frozen=True)
class Beliefs:
    """What was believed of each case, moment by moment.

    Attributes:
        said: probability of the leading cause, shape (moments, cases).
        leading: its place in the model, shape (moments, cases).
        unknown: probability of the unknown cause, shape (moments, cases).
        asked: facts asked of each case in all, shape (cases,); it has as many moments and one more.
        told: what each case tells of mistakes, shape (shares, cases).
    """

    said: Array
    leading: Ints
    unknown: Array
    asked: Ints
    told: Array


class _Tables:
    """What is the same for every interview under a model."""

    def __init__(self, model: Model) -> None:
        ids, self.rows, self.starts = model.answers
        self.sizes = np.array([len(model.likelihood[fact]) for fact in ids])
        self.certain = np.add.reduceat(self.rows * np.log(self.rows), self.starts)
        self.cost = _costs(model) + ATTENTION
        words = [heard(model, family) for family in model.base.families]
        belief = model.prior * np.array([[said[fault] for fault in model.faults] for said in words])
        self.start = (belief / belief.sum(axis=1, keepdims=True)).T


class _Talk:
    """An interview of all cases together."""

    def __init__(self, tables: _Tables, crowd: Crowd, mistaken: tuple[float, ...]) -> None:
        self.tables, self.crowd = tables, crowd
        self.joint = np.array(mistaken)[:, None, None] * tables.start[:, crowd.said]
        self.open = np.ones((len(tables.sizes), len(crowd.said)), dtype=bool)

    def belief(self) -> Array:
        """Shape (faults, cases)."""
        found = self.joint.sum(axis=0)
        return np.asarray(found / found.sum(axis=0))

    def ask(self, cases: Ints, belief: Array) -> None:
        """One more fact of each of those cases, the one that tells most for its cost."""
        tables = self.tables
        told = self._information(belief[:, cases]) / tables.cost[:, None]
        facts = np.where(self.open[:, cases], told, -1.0).argmax(axis=0)
        self.open[facts, cases] = False
        rows = tables.rows[tables.starts[facts] + self.crowd.answers[facts, cases]].T
        shares = np.array(SHARES)[:, None, None]
        self.joint[:, :, cases] *= misheard(rows, tables.sizes[facts], shares)
        self.joint[:, :, cases] /= self.joint[:, :, cases].sum(axis=(0, 1))

    def _information(self, belief: Array) -> Array:
        """Nats that each fact tells of each case, shape (facts, cases)."""
        answer = self.tables.rows @ belief
        unsure = np.add.reduceat(answer * np.log(np.maximum(answer, 1e-300)), self.tables.starts)
        return np.asarray(self.tables.certain @ belief - unsure)


def _costs(model: Model) -> Array:
    """Minutes' worth of each fact by its cheapest way, shape (facts,)."""
    allowance, found = Allowance(reader_probes=True), []
    for fact in model.likelihood:
        way = cheapest_way(model, model.base.facts[fact], State(), allowance)
        found.append(way[1] if way else np.inf)
    return np.array(found)


def interview(model: Model, crowd: Crowd) -> Beliefs:
    """What a model believes of each case at the start and after each answer."""
    return _interview(_Tables(model), crowd, model.mistaken)


def _interview(tables: _Tables, crowd: Crowd, mistaken: tuple[float, ...]) -> Beliefs:
    talk, moments = _Talk(tables, crowd, mistaken), []
    asked = np.zeros(len(crowd.said), dtype=int)
    for turn in range(MOST_ASKED + 1):
        belief = talk.belief()
        moments.append((belief.max(axis=0), belief.argmax(axis=0), belief[-1]))
        live = np.flatnonzero((belief.max(axis=0) < SURE) & (asked == turn))
        if turn < MOST_ASKED and len(live):
            talk.ask(live, belief)
            asked[live] += 1
    said, leading, unknown = (np.array(column) for column in zip(*moments, strict=True))
    fit = talk.joint.sum(axis=1) / np.array(mistaken)[:, None]
    return Beliefs(said, leading, unknown, asked, told(fit))


def learnt(model: Model, crowd: Crowd) -> Beliefs:
    """The same, where each day's cases teach the next day's how often answers are mistaken."""
    return _joined(list(_days(_Tables(model), crowd)))


def _days(tables: _Tables, crowd: Crowd) -> Iterator[Beliefs]:
    so_far = np.zeros(len(SHARES))
    for start in range(0, len(crowd.said), A_DAY):
        found = _interview(tables, crowd.part(slice(start, start + A_DAY)), habit(so_far))
        so_far = so_far + found.told.sum(axis=1)
        yield found


def _joined(parts: list[Beliefs]) -> Beliefs:
    names = ("said", "leading", "unknown", "asked", "told")
    return Beliefs(**{name: np.concatenate([getattr(part, name) for part in parts], axis=-1) for name in names})


def true_places(model: Model, world: Model, crowd: Crowd) -> Ints:
    """Place in the model of each case's cause; that of the unknown cause where the model does not know it."""
    other = model.index[OTHER]
    return np.array([model.index.get(world.faults[cause], other) for cause in crowd.causes])
