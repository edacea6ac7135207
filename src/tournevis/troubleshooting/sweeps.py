"""Probes saved: the engine, which reads what it needs, against reading every probe of the family first.

Both play the same hidden cases to their end with the same planner, questions and remedies; only the sweep starts with
all its readings. What is compared is the cause that each believes in at the end, before the remedy that ended the
trouble named it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from .advice import Step
from .belief import believe
from .model import Model, remedy_cost, way_cost
from .openings import Allowance
from .session import Session
from .simulate import MAX_STEPS
from .strategy import Strategy
from .worlds import Decide, Hidden, draw, heard


@dataclass(frozen=True)
class Saved:
    """What one family's cases tell; shares and means over the cases.

    Attributes:
        probes: how many the family has.
        read: how many of them, or others, the engine read in a case.
        same: cases in which both name the same cause at the end.
        right, sweep_right: cases in which the cause named is the true one.
        cost, sweep_cost: minutes' worth of a case.
    """

    family: str
    cases: int
    probes: int
    read: float
    same: float
    right: float
    sweep_right: float
    cost: float
    sweep_cost: float

    @property
    def share(self) -> float:
        """Of the family's probes, how many were read."""
        return self.read / self.probes


@dataclass(frozen=True)
class Ended:
    """How a case ended: the cause believed in, the probes read, the cost in minutes' worth."""

    cause: str
    read: frozenset[str]
    cost: float


def probes_of(model: Model, family: str) -> frozenset[str]:
    """The probes that can tell anything of which a family's faults speak."""
    facts = {fact for fault in model.base.families[family].faults for fact in fault.expects}
    return frozenset(way.probe for fact in facts for way in model.base.facts[fact].ways if way.probe is not None)


def compare(model: Model, family: str, cases: int, budget: int, seed: int) -> Saved:
    """Both ways of working on the same cases of a family, drawn by its shares."""
    rng, probes = np.random.default_rng([seed, *family.encode()]), probes_of(model, family)
    faults = model.base.families[family].faults
    odds = np.array([fault.share for fault in faults])
    drawn = rng.choice([fault.id for fault in faults], cases, p=odds / odds.sum())
    hidden = [replace(draw(model, str(fault), rng), said=family) for fault in drawn]
    every = frozenset(way.probe for fact in model.base.facts.values() for way in fact.ways if way.probe is not None)
    decide = Strategy(model, Allowance(probes=every), budget).step
    ours, swept = ([play(model, case, decide, first) for case in hidden] for first in ((), sorted(probes)))
    return Saved(
        family=family,
        cases=cases,
        probes=len(probes),
        read=float(np.mean([len(one.read) for one in ours])),
        same=float(np.mean([one.cause == other.cause for one, other in zip(ours, swept, strict=True)])),
        right=_right(ours, hidden),
        sweep_right=_right(swept, hidden),
        cost=float(np.mean([one.cost for one in ours])),
        sweep_cost=float(np.mean([one.cost for one in swept])),
    )


def _right(ended: Iterable[Ended], hidden: Iterable[Hidden]) -> float:
    return float(np.mean([one.cause == case.fault for one, case in zip(ended, hidden, strict=True)]))


def play(model: Model, hidden: Hidden, decide: Decide, first: Iterable[str] = ()) -> Ended:
    """A case to its end.

    Args:
        first: probes that are read before anything else.
    """
    game = _Game(model, hidden)
    for probe in first:
        game.read_probe(probe)
    for _ in range(MAX_STEPS):
        step = decide(game.session.state)
        if step.kind in ("done", "escalate"):
            break
        game.take(step)
    return game.ended()


class _Game:
    def __init__(self, model: Model, hidden: Hidden) -> None:
        self.model, self.hidden, self.session = model, hidden, Session(model)
        self.session.understood(heard(model, hidden.said))
        self.read: set[str] = set()
        self.cost = 0.0
        self.cause = ""

    def take(self, step: Step) -> None:
        state = self.session.state
        if step.kind == "remedy":
            self.cause = self._leading()
            self.cost += remedy_cost(self.model.base, self.model.base.remedies[step.id], state.standing)
            self.session.outcome(step.id, "solved" if step.id in self.hidden.works else "not_solved")
        elif step.probe is not None:
            self.read_probe(step.probe)
        elif step.way is not None:
            self.cost += way_cost(self.model.base, step.way, state.standing)
            self.session.answer(step.id, self.hidden.answers[step.id])

    def read_probe(self, probe: str) -> None:
        """One reading tells every fact that it can; it is paid once."""
        facts, state = self.model.base.facts_of_probe(probe), self.session.state
        self.cost += max(way_cost(self.model.base, way, state.standing) for _, way in facts)
        self.read.add(probe)
        for fact, _ in facts:
            if fact.id not in state.findings or fact.id in state.stale:
                self.session.answer(fact.id, self.hidden.answers[fact.id], via=f"probe:{probe}")

    def _leading(self) -> str:
        return self.model.faults[int(believe(self.model, self.session.state).argmax())]

    def ended(self) -> Ended:
        solved = self.session.state.solved_by is not None
        cost = self.cost + (0.0 if solved else self.model.base.scales.escalation)
        return Ended(self.cause if solved else self._leading(), frozenset(self.read), cost)
