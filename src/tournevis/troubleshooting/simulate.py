"""Cases played against the model: a hidden fault answers the questions, remedies work by their odds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

from .model import OTHER, Model, remedy_cost, way_cost
from .openings import Allowance
from .session import Session

MAX_STEPS = 60


@dataclass(frozen=True)
class Played:
    """How a simulated case went.

    Attributes:
        solved: whether a remedy ended the trouble; else it was handed over.
        questions, probes: how many were answered before the first remedy that helps the fault was proposed.
        steps: all steps to the end.
        risky: those tried whose risk is medium or high.
        tried: remedies in the order in which they were proposed, containments left out.
        milliseconds: of each decision.
        cost: minutes' worth spent, the hand-over included.
    """

    fault: str
    solved: bool
    questions: int
    probes: int
    steps: int
    cost: float
    tried: tuple[str, ...] = ()
    risky: tuple[str, ...] = ()
    milliseconds: tuple[float, ...] = field(default=(), compare=False)

    def own_remedy_rank(self, model: Model) -> int | None:
        """Place (from 1) of the first remedy proposed that the fault lists, or None."""
        own = {use.use for use in model.base.faults[self.fault].remedies} if self.fault != OTHER else set()
        return next((place for place, remedy in enumerate(self.tried, start=1) if remedy in own), None)


def play(
    model: Model,
    fault: str,
    rng: np.random.Generator,
    allowance: Allowance,
    weights: Mapping[str, float] | None = None,
    budget: int = 20_000,
) -> Played:
    """One case whose hidden cause is `fault`; answers are drawn from its likelihoods, outcomes from its odds."""
    session = Session(model, budget=budget)
    if weights:
        session.understood(weights)
    game = _Game(model, fault, rng, session)
    while game.steps < MAX_STEPS and game.turn(allowance):
        pass
    return game.result()


class _Game:
    def __init__(self, model: Model, fault: str, rng: np.random.Generator, session: Session) -> None:
        self.model, self.fault, self.rng, self.session = model, fault, rng, session
        self.place = model.index[fault]
        self.steps, self.cost, self.solved = 0, 0.0, False
        self.asked = {"question": 0, "probe": 0}
        self.tried: list[str] = []
        self.found = False
        self.risky: list[str] = []
        self.milliseconds: list[float] = []

    def turn(self, allowance: Allowance) -> bool:
        """Play one step; False at the end of the case."""
        start = perf_counter()
        step = self.session.advice(allowance).step
        self.milliseconds.append(1000 * (perf_counter() - start))
        if step.kind in ("done", "escalate"):
            self.cost += self.model.base.scales.escalation if step.kind == "escalate" else 0.0
            return False
        self.steps += 1
        if step.kind == "remedy":
            self._try(step.id)
            return True
        assert step.way is not None
        self.cost += way_cost(self.model.base, step.way, self.session.state.standing)
        if not self.found:
            self.asked[step.kind] += 1
        rows = self.model.likelihood[step.id][:, self.place]
        answer = step.choices[int(self.rng.choice(len(rows), p=rows / rows.sum()))]
        self.session.answer(step.id, answer, via="reader" if step.kind == "probe" else "asked")
        return True

    def _try(self, remedy_id: str) -> None:
        remedy = self.model.base.remedies[remedy_id]
        self.cost += remedy_cost(self.model.base, remedy, self.session.state.standing)
        success = float(self.model.success[remedy_id][self.place])
        if remedy.kind != "containment":
            self.tried.append(remedy_id)
            self.found = self.found or success > 0
            if remedy.risk.worst in ("medium", "high"):
                self.risky.append(remedy_id)
        self.solved = bool(self.rng.random() < success)
        self.session.outcome(remedy_id, "solved" if self.solved else "not_solved")

    def result(self) -> Played:
        asked = self.asked["question"], self.asked["probe"]
        tried, risky, times = tuple(self.tried), tuple(self.risky), tuple(self.milliseconds)
        return Played(self.fault, self.solved, *asked, self.steps, self.cost, tried, risky, times)
