"""Cases with two faults at once, drawn before anybody asks: each remedy takes away its own part of the trouble."""

from dataclasses import dataclass, field, replace

import numpy as np

from .model import Model, remedy_cost, way_cost
from .session import Session
from .simulate import MAX_STEPS
from .worlds import Decide, Hidden, draw, heard


@dataclass(frozen=True)
class Pair:
    """Two faults that are there together, each with what it would answer and what would end it.

    Attributes:
        noticed: whether the user sees that the trouble got better when one of them is gone.
    """

    parts: tuple[Hidden, Hidden]
    noticed: bool = True


@dataclass
class Played:
    """How a case of two faults went.

    Attributes:
        cost: minutes' worth, the hand-over included.
        repaired: faults that are gone at the end.
        tried: remedies, in order, with the verdict on each.
    """

    cost: float = 0.0
    repaired: list[str] = field(default_factory=list)
    tried: list[tuple[str, str]] = field(default_factory=list)


def draw_pairs(world: Model, count: int, rng: np.random.Generator, *, family: bool, noticed: bool = True) -> list[Pair]:
    """Pairs of known faults that can both be repaired, the first by the prior, the other by it among the rest.

    Args:
        family: both of the same family, so that the complaint's words cannot tell them apart.
    """
    found: list[Pair] = []
    while len(found) < count:
        first = int(rng.choice(len(world.prior) - 1, p=world.prior[:-1] / world.prior[:-1].sum()))
        own = world.base.family_of[world.faults[first]]
        alike = np.array([not family or world.base.family_of[fault] == own for fault in world.faults[:-1]])
        odds = np.where(alike, world.prior[:-1], 0.0)
        odds[first] = 0.0
        if odds.sum() > 0:
            second = int(rng.choice(len(odds), p=odds / odds.sum()))
            one, other = draw(world, world.faults[first], rng), draw(world, world.faults[second], rng)
            found += [Pair((replace(one, said=own), other), noticed)] if one.works and other.works else []
    return found


def play(model: Model, pair: Pair, decide: Decide) -> Played:
    """Let a strategy play a case of two faults until both are gone or it hands over."""
    session, played, there = Session(model), Played(), list(pair.parts)
    session.understood(heard(model, pair.parts[0].said))
    for _ in range(MAX_STEPS):
        step = decide(session.state)
        standing = session.state.standing
        if step.kind in ("done", "escalate"):
            break
        if step.kind == "remedy":
            played.cost += remedy_cost(model.base, model.base.remedies[step.id], standing)
            verdict = _try(step.id, there, played, noticed=pair.noticed)
            played.tried.append((step.id, verdict))
            session.outcome(step.id, verdict)
            continue
        assert step.way is not None
        played.cost += way_cost(model.base, step.way, standing)
        session.answer(step.id, _shown(model, step.id, there), via="reader" if step.kind == "probe" else "asked")
    if session.state.solved_by is None:
        played.cost += model.base.scales.escalation
    return played


def _try(remedy: str, there: list[Hidden], played: Played, *, noticed: bool) -> str:
    """Carry a remedy out on the faults that are there; what the user says of it."""
    gone = [part for part in there if remedy in part.works]
    for part in gone:
        there.remove(part)
        played.repaired.append(part.fault)
    if not there:
        return "solved"
    return "partly" if gone and noticed else "not_solved"


def _shown(model: Model, fact: str, there: list[Hidden]) -> str:
    """What a fact answers: of two faults, the one that makes it unlike its usual self is what shows."""
    usual = model.base.facts[fact].usual
    told = [part.answers[fact] for part in there]
    return next((answer for answer in told if answer != usual), told[0])
