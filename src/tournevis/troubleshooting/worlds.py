"""Worlds to measure the engine in: cases whose answers and outcomes were drawn before any strategy plays them.

Every strategy meets the very same cases, so that differences between strategies are paired. The world is a model of
its own, so that it may differ from the one that the engine believes in.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import numpy as np

from .advice import Step
from .model import FLOOR, OTHER, Model, remedy_cost, way_cost
from .packs import Base
from .problem import Array
from .session import Session
from .simulate import MAX_STEPS
from .state import State

Decide = Callable[[State], Step]
ELSEWHERE = 0.01  # chance that a complaint speaks of another family, against that of its own


@dataclass(frozen=True)
class Hidden:
    """A case as it is, before anybody asks: what each fact would answer and each remedy would do.

    Attributes:
        said: the family that the complaint speaks of; all that it tells.
        answers: fact id -> answer id, flips included.
        works: remedies that would end the trouble.
    """

    fault: str
    said: str
    answers: dict[str, str]
    works: frozenset[str]


def draw(world: Model, fault: str, rng: np.random.Generator, flips: float = 0.0) -> Hidden:
    """A case of `fault`; a share `flips` of its answers is another one than it would be."""
    place, answers = world.index[fault], {}
    for fact, rows in world.likelihood.items():
        ids = [answer.id for answer in world.base.facts[fact].answers]
        told = min(int(np.searchsorted(np.cumsum(rows[:, place]), rng.random())), len(ids) - 1)
        shift = int(rng.integers(1, len(ids))) if len(ids) > 1 else 0
        answers[fact] = ids[(told + shift) % len(ids)] if rng.random() < flips else ids[told]
    remedies, success = world.cures
    works = frozenset(np.array(remedies)[rng.random(len(remedies)) < success[:, place]].tolist())
    return Hidden(fault, _said(world.base, fault, rng), answers, works)


def _said(base: Base, fault: str, rng: np.random.Generator) -> str:
    families = list(base.families)
    return families[int(rng.choice(len(families), p=odds_of_families(base, fault)))]


def odds_of_families(base: Base, fault: str) -> Array:
    """The families that complaints about a fault speak of: its own but for a few; any for a cause that nobody knows."""
    odds = np.array([1.0 if base.family_of.get(fault, name) == name else ELSEWHERE for name in base.families])
    return np.asarray(odds / odds.sum())


def heard(model: Model, said: str) -> dict[str, float]:
    """Likelihood ratios of a complaint that speaks of a family, as `draw` makes it speak."""
    base = model.base
    unknown = (1.0 + ELSEWHERE * (len(base.families) - 1)) / len(base.families)
    found = {fault: 1.0 if family == said else ELSEWHERE for fault, family in base.family_of.items()}
    return {**found, OTHER: unknown}


def draw_many(world: Model, count: int, rng: np.random.Generator, flips: float = 0.0) -> list[Hidden]:
    """Cases whose causes come by the world's prior."""
    return [draw(world, world.faults[int(f)], rng, flips) for f in rng.choice(len(world.prior), count, p=world.prior)]


@dataclass(frozen=True)
class Trace:
    """How a strategy played a case.

    Attributes:
        cost: minutes' worth, the hand-over included.
        state: what was known at the end.
        met: the state at each decision, and the step taken there.
        model: what the engine believed in.
    """

    hidden: Hidden
    cost: float
    state: State
    met: tuple[tuple[State, Step], ...]
    model: Model

    @property
    def solved(self) -> bool:
        """Whether a remedy ended the trouble."""
        return self.state.solved_by is not None

    @property
    def tried(self) -> tuple[str, ...]:
        """Remedies tried, in order."""
        return tuple(trial.remedy for trial in self.state.trials)


def play(model: Model, hidden: Hidden, decide: Decide) -> Trace:
    """Let a strategy play a case to its end.

    Args:
        model: what the engine believes in; facts and remedies are the world's.
    """
    session, cost = Session(model), 0.0
    met: list[tuple[State, Step]] = []
    session.understood(heard(model, hidden.said))
    while len(met) < MAX_STEPS:
        state = session.state
        step = decide(state)
        met.append((state, step))
        if step.kind in ("done", "escalate"):
            break
        cost += _take(session, hidden, step)
    if session.state.solved_by is None:
        cost += model.base.scales.escalation
    return Trace(hidden, cost, session.state, tuple(met), model)


def _take(session: Session, hidden: Hidden, step: Step) -> float:
    """Carry out a step; its cost."""
    base, standing = session.base, session.state.standing
    if step.kind == "remedy":
        session.outcome(step.id, "solved" if step.id in hidden.works else "not_solved")
        return remedy_cost(base, base.remedies[step.id], standing)
    assert step.way is not None
    session.answer(step.id, hidden.answers[step.id], via="reader" if step.kind == "probe" else "asked")
    return way_cost(base, step.way, standing)


def off(model: Model, factor: float, rng: np.random.Generator) -> Model:
    """A world that differs: each likelihood times a random factor from 1/factor to factor, then made to sum to 1."""

    def shaken(rows: Array) -> Array:
        wild = rows * np.exp(rng.uniform(-np.log(factor), np.log(factor), rows.shape))
        return np.asarray(wild / wild.sum(axis=0))

    return replace(model, likelihood={fact: shaken(rows) for fact, rows in model.likelihood.items()})


def times(model: Model, factor: float, share: float, rng: np.random.Generator, *, what: str) -> Model:
    """A world where a `share` of the faults has priors, or of the remedies success rates, off by up to `factor`."""
    if what == "priors":
        moved = rng.random(len(model.prior)) < share
        odds = model.prior * np.where(moved, factor ** rng.choice([-1.0, 1.0], len(model.prior)), 1.0)
        odds[-1] = 0.0
        known = odds / odds.sum() * (1 - model.prior[-1])
        known[-1] = model.prior[-1]
        return replace(model, prior=known)
    success = {}
    for remedy, row in model.success.items():
        scale = factor ** rng.uniform(-1, 1, len(row)) if rng.random() < share else np.ones(len(row))
        success[remedy] = np.minimum(row * scale, 1 - FLOOR)
    return replace(model, success=success)


def without(base: Base, gone: Collection[str]) -> Base:
    """The base as if nobody had written those faults down; their remedies stay."""
    families = {
        name: family.model_copy(update={"faults": tuple(fault for fault in family.faults if fault.id not in gone)})
        for name, family in base.families.items()
    }
    return Base.model_construct(
        version=base.version, scales=base.scales, families=families, facts=base.facts, symptoms=base.symptoms
    )
