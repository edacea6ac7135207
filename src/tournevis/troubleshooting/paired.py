"""Policies compared on the same hidden cases of a part of a base, case by case."""

from dataclasses import dataclass

import numpy as np

from .advice import Step
from .model import Model, remedy_cost
from .openings import Allowance, cheapest_way
from .packs import Base
from .problem import Array
from .session import Session
from .simulate import MAX_STEPS
from .state import State
from .worlds import Decide, Hidden, without

SIDES = 1.96  # standard errors to each side of a 95 % interval


def cut(base: Base, faults: int, seed: int) -> Base:
    """A part of a base with so many faults: whole families in an order drawn by seed, the likeliest of the last one."""
    families = list(base.families.values())
    kept: list[str] = []
    for place in np.random.default_rng(seed).permutation(len(families)):
        likely = sorted(families[place].faults, key=lambda fault: (-fault.share, fault.id))
        kept += [fault.id for fault in likely[: faults - len(kept)]]
    return without(base, set(base.faults) - set(kept))


@dataclass(frozen=True)
class Course:
    """How a policy played a case; `cost` in minutes' worth, the hand-over included."""

    cost: float
    solved: bool
    steps: int


def play(model: Model, hidden: Hidden, decide: Decide, allowance: Allowance) -> Course:
    """One case from its first question to its end; nothing is known when it begins."""
    session, cost, taken = Session(model), 0.0, 0
    while taken < MAX_STEPS and (step := decide(session.state)).kind != "escalate":
        cost += price(model, session.state, step, allowance)
        taken += 1
        if step.kind != "remedy":
            session.answer(step.id, hidden.answers[step.id], via="reader" if step.kind == "probe" else "asked")
        elif step.id in hidden.works:
            return Course(cost, solved=True, steps=taken)
        else:
            session.outcome(step.id, "not_solved")
    return Course(cost + model.base.scales.escalation, solved=False, steps=taken)


def price(model: Model, state: State, step: Step, allowance: Allowance) -> float:
    """What a step costs in a state, of all four kinds and as the planner counts it, minutes' worth."""
    if step.kind == "remedy":
        return remedy_cost(model.base, model.base.remedies[step.id], state.standing)
    way = cheapest_way(model, model.base.facts[step.id], state, allowance)
    assert way is not None  # a step that is proposed is open
    return way[1]


@dataclass(frozen=True)
class Mean:
    """A mean and half the width of its 95 % interval."""

    value: float
    plus_minus: float


def mean(values: Array) -> Mean:
    """The mean of at least two independent values."""
    return Mean(float(values.mean()), float(SIDES * values.std(ddof=1) / np.sqrt(len(values))))
