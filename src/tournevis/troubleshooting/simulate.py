"""Cases played against the model: a hidden fault answers the questions, remedies work by their odds."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

from .advice import Step
from .events import Event
from .model import OTHER, Model, remedy_cost, way_cost
from .openings import Allowance
from .session import Session
from .strategy import Strategy

MAX_STEPS = 60


@dataclass(frozen=True)
class Played:
    """How a simulated case went.

    Attributes:
        solved: whether a remedy ended the trouble; else it was handed over.
        questions, probes: how many were answered before the first remedy that the fault lists was proposed.
        reached: steps of any kind before that remedy; None where it was never proposed.
        steps: all steps to the end.
        risky: those tried whose risk is medium or high.
        tried: remedies in the order in which they were proposed, containments of other faults left out.
        milliseconds: of each decision.
        events: all that happened, in order.
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
    reached: int | None = None
    events: tuple[Event, ...] = field(default=(), compare=False)

    def own_remedy_rank(self, model: Model) -> int | None:
        """Place (from 1) of the first remedy proposed that the fault lists, or None."""
        own = own_remedies(model, self.fault)
        return next((place for place, remedy in enumerate(self.tried, start=1) if remedy in own), None)


def play(
    model: Model,
    fault: str,
    rng: np.random.Generator,
    allowance: Allowance,
    weights: Mapping[str, float] | None = None,
    budget: int = 20_000,
    symptoms: Collection[str] = (),
    strategy: Strategy | None = None,
    to_own: bool = False,
) -> Played:
    """One case whose hidden cause is `fault`; answers are drawn from its likelihoods, outcomes from its odds.

    Args:
        symptoms: what the complaint tells was noticed.
        strategy: of the same model and allowance, shared by the cases of a run so that no state is planned twice.
        to_own: stop when a remedy that the fault lists is proposed; `solved`, `steps` and `cost` are then cut short.
    """
    session = Session(model, budget=budget)
    if weights:
        session.understood(weights)
    for symptom in symptoms:
        session.symptom(symptom, True)
    game = _Game(model, fault, rng, session)
    strategy = strategy or Strategy(model, allowance, budget)
    while game.steps < MAX_STEPS and not (to_own and game.reached is not None) and game.turn(strategy):
        pass
    return game.result()


def noticed(model: Model, fault: str, rng: np.random.Generator, most: int = 1) -> tuple[str, ...]:
    """The symptoms that a user with this fault writes about: drawn from those that it shows, at most `most`."""
    if fault == OTHER:
        return ()
    place, shown = model.index[fault], tuple(model.base.faults[fault].shows)
    drawn = [symptom for symptom in shown if rng.random() < model.symptom[symptom][place]]
    return tuple(sorted(rng.permutation(drawn)[:most].tolist())) if drawn else ()


def own_remedies(model: Model, fault: str) -> frozenset[str]:
    """The remedies that a fault lists; none for the unknown cause."""
    return frozenset(use.use for use in model.base.faults[fault].remedies) if fault != OTHER else frozenset()


class _Game:
    def __init__(self, model: Model, fault: str, rng: np.random.Generator, session: Session) -> None:
        self.model, self.fault, self.rng, self.session = model, fault, rng, session
        self.place = model.index[fault]
        self.steps, self.cost, self.solved = 0, 0.0, False
        self.asked = {"question": 0, "probe": 0}
        self.own = own_remedies(model, fault)
        self.tried: list[str] = []
        self.reached: int | None = None
        self.risky: list[str] = []
        self.milliseconds: list[float] = []

    def turn(self, strategy: Strategy) -> bool:
        """Play one step; False at the end of the case."""
        start = perf_counter()
        step = strategy.step(self.session.state)
        self.milliseconds.append(1000 * (perf_counter() - start))
        if step.kind in ("done", "escalate"):
            self.cost += self.model.base.scales.escalation if step.kind == "escalate" else 0.0
            return False
        if step.kind == "remedy":
            self._try(step.id)
        else:
            self._ask(step)
        self.steps += 1
        return True

    def _ask(self, step: Step) -> None:
        assert step.way is not None
        self.cost += way_cost(self.model.base, step.way, self.session.state.standing)
        if self.reached is None:
            self.asked[step.kind] += 1
        rows = self.model.likelihood[step.id][:, self.place]
        answer = step.choices[int(self.rng.choice(len(rows), p=rows / rows.sum()))]
        self.session.answer(step.id, answer, via="reader" if step.kind == "probe" else "asked")

    def _try(self, remedy_id: str) -> None:
        remedy = self.model.base.remedies[remedy_id]
        self.cost += remedy_cost(self.model.base, remedy, self.session.state.standing)
        success = float(self.model.success[remedy_id][self.place])
        own = remedy_id in self.own
        if own and self.reached is None:
            self.reached = self.steps
        if own or remedy.kind != "containment":
            self.tried.append(remedy_id)
            if remedy.risk.worst in ("medium", "high"):
                self.risky.append(remedy_id)
        self.solved = bool(self.rng.random() < success)
        self.session.outcome(remedy_id, "solved" if self.solved else "not_solved")

    def result(self) -> Played:
        asked = self.asked["question"], self.asked["probe"]
        tried, risky, times = tuple(self.tried), tuple(self.risky), tuple(self.milliseconds)
        events = self.session.events
        return Played(self.fault, self.solved, *asked, self.steps, self.cost, tried, risky, times, self.reached, events)
