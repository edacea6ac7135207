"""From a case to its next step: the open steps become a problem, the planner's choice becomes advice."""

from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

import numpy as np

from .belief import believe, contradicted
from .model import OTHER, Model
from .openings import Allowance, OpenRemedy, cheapest_way, open_remedy
from .packs import Fact, Remedy
from .packs.content import Way
from .planner import DEFAULT_BUDGET, Choice, Plan, plan
from .problem import Array, Ints, Problem
from .state import State

StepKind = Literal["question", "probe", "remedy", "escalate", "done"]
Planner = Callable[[Problem, int], Plan]
KEPT_FAULTS, KEPT_REMEDIES, KEPT_QUESTIONS = 40, 24, 24
LEAST_INFORMATION = 1e-4  # nats that a fact must tell to be thought of
URGENT_SHARE = 0.5  # belief in dangerous causes above which containing them comes before anything else


@dataclass(frozen=True)
class Step:
    """One thing to do: a question or probe about a fact, a remedy, handing over, or nothing more.

    Attributes:
        id: the fact's or remedy's id; the reason for escalate; the remedy that worked for done.
        choices: answer ids, or verdicts for a remedy.
        probe: the probe to run, for a probe step.
        way: how the fact is got.
        guard_of: the remedy whose guard this step serves, if any.
    """

    kind: StepKind
    id: str = ""
    choices: tuple[str, ...] = ()
    probe: str | None = None
    way: Way | None = None
    guard_of: str | None = None


@dataclass(frozen=True)
class Option:
    """A step that was weighed, with the expected cost of the case when it is taken now."""

    step: Step
    expected_cost: float


@dataclass(frozen=True)
class Advice:
    """The next best step and what it rests on.

    Attributes:
        belief: (fault id, probability), likeliest first, "other" among them.
        expected_cost: minutes' worth from here to the end, when the step is taken.
        lower_bound: no strategy can cost less.
        options: what was weighed, best first; the first is the step, the second the runner-up.
        contradiction: no known fault explains what was seen.
        base_version, budget, seed, states: what replays it identically.
    """

    step: Step
    belief: tuple[tuple[str, float], ...]
    expected_cost: float
    lower_bound: float
    options: tuple[Option, ...]
    contradiction: bool
    base_version: str
    budget: int
    seed: int
    states: int = 0
    urgent: bool = False


def advise(
    model: Model,
    state: State,
    allowance: Allowance,
    budget: int = DEFAULT_BUDGET,
    seed: int = 0,
    planner: Planner = plan,
) -> Advice:
    """The next best step of a case for those who work on it now. Pure: the same arguments give the same advice.

    Args:
        planner: weighs the open steps within the budget; another one than ours to be compared with it.
    """
    return Adviser(model, state, allowance, budget, seed, planner).advice()


class Adviser:
    """One moment of a case: what is believed, what is open, what comes next."""

    def __init__(
        self,
        model: Model,
        state: State,
        allowance: Allowance,
        budget: int = DEFAULT_BUDGET,
        seed: int = 0,
        planner: Planner = plan,
    ) -> None:
        self.model, self.state, self.allowance = model, state, allowance
        self.belief = believe(model, state)
        self.budget, self.seed, self.planner = budget, seed, planner

    def advice(self) -> Advice:
        """The step that is prescribed, or else the one that is planned."""
        return self.prescribed() or self._planned()

    def prescribed(self) -> Advice | None:
        """The step that needs no weighing: a case is over, or harm must be contained first; else None."""
        if self.state.solved_by is not None:
            return self._advice(Step("done", self.state.solved_by), 0.0)
        if self.state.escalated is not None:
            return self._advice(Step("escalate", self.state.escalated), self.model.base.scales.escalation)
        urgent = self.containment()
        return None if urgent is None else self._advice(self.remedy_step(urgent), urgent.cost, urgent=True)

    def _planned(self) -> Advice:
        kept = self._kept()
        remedies = self._remedies(kept)
        questions = self._questions(kept)
        problem = self._problem(kept, remedies, questions)
        found = self.planner(problem, self.budget)
        options = tuple(self._option(choice, remedies, questions) for choice in found.choices)
        best = options[0]
        return self._advice(best.step, best.expected_cost, found.lower_bound, options, found.states)

    def _advice(
        self,
        step: Step,
        cost: float,
        bound: float = 0.0,
        options: tuple[Option, ...] = (),
        states: int = 0,
        urgent: bool = False,
    ) -> Advice:
        order = np.argsort(-self.belief, kind="stable")
        ranked = tuple((self.model.faults[f], float(self.belief[f])) for f in order)
        contradiction = contradicted(self.model, self.belief)
        version = self.model.base.version
        return Advice(
            step, ranked, cost, bound, options, contradiction, version, self.budget, self.seed, states, urgent
        )

    def _kept(self) -> Array:
        """Places of the likeliest faults, "other" always among them; the rest is too unlikely to change the step."""
        order = np.argsort(-self.belief, kind="stable")[:KEPT_FAULTS]
        likely = order[self.belief[order] > 1e-4]
        other = self.model.index[OTHER]
        return np.unique(np.append(likely, other))

    def _remedies(self, kept: Array) -> list[OpenRemedy]:
        """The open remedies of best probability over cost; the others cannot come soon."""
        ids, success = self.model.cures
        gains = success[:, kept] @ self.belief[kept]
        most = np.where(gains > 1e-6, gains / self.model.least_remedy_costs, 0.0)
        scored: list[tuple[float, str, OpenRemedy]] = []
        for place in np.argsort(-most, kind="stable"):
            full = len(scored) >= KEPT_REMEDIES
            if most[place] <= 0.0 or (full and -most[place] > scored[KEPT_REMEDIES - 1][0] + 1e-9):
                break  # even at its least cost, what is left could not come among those kept
            remedy = self.model.base.remedies[ids[place]]
            item = open_remedy(self.model, remedy, self.state, self.belief, self.allowance)
            if item is not None:
                score = -round(float(gains[place]) * item.chance / item.cost, 12)
                insort(scored, (score, remedy.id, item), key=itemgetter(0, 1))
        return [item for _, _, item in scored[:KEPT_REMEDIES]]

    def _questions(self, kept: Array) -> list[tuple[Fact, Way, float]]:
        """The open facts that tell most for what they cost, by mutual information over cost."""
        ids, rows, starts = self.model.answers
        told = information(rows[:, kept], starts, self.belief[kept] / self.belief[kept].sum())
        most = np.where(told > LEAST_INFORMATION, told / (self.model.least_costs + 0.2), 0.0)
        scored: list[tuple[float, str, tuple[Fact, Way, float]]] = []
        for place in np.argsort(-most, kind="stable"):
            full = len(scored) >= KEPT_QUESTIONS
            if most[place] <= 0.0 or (full and -most[place] > scored[KEPT_QUESTIONS - 1][0] + 1e-9):
                break  # even at its least cost, what is left could not come among those kept
            fact = self.model.base.facts[ids[place]]
            way = cheapest_way(self.model, fact, self.state, self.allowance)
            if way is not None:
                score = -round(float(told[place]) / (way[1] + 0.2), 12)
                insort(scored, (score, fact.id, (fact, *way)), key=itemgetter(0, 1))
        return [item for _, _, item in scored[:KEPT_QUESTIONS]]

    def _problem(self, kept: Array, remedies: list[OpenRemedy], questions: list[tuple[Fact, Way, float]]) -> Problem:
        belief = self.belief[kept] / self.belief[kept].sum()
        success = [self.model.success[item.remedy.id][kept] * item.chance for item in remedies]
        return Problem(
            belief=belief,
            action_cost=np.array([item.cost for item in remedies]),
            success=np.array(success).reshape(len(remedies), len(kept)),
            question_cost=np.array([cost for _, _, cost in questions]),
            answers=tuple(self.model.likelihood[fact.id][:, kept] for fact, _, _ in questions),
            escalation=self.model.base.scales.escalation,
        )

    def _option(self, choice: Choice, remedies: list[OpenRemedy], questions: list[tuple[Fact, Way, float]]) -> Option:
        if choice.kind == "action":
            return Option(self.remedy_step(remedies[choice.index]), choice.expected_cost)
        if choice.kind == "question":
            fact, way, _ = questions[choice.index]
            return Option(fact_step(fact, way), choice.expected_cost)
        reason = "unknown_cause" if contradicted(self.model, self.belief) else "cheaper"
        return Option(Step("escalate", reason), choice.expected_cost)

    def remedy_step(self, item: OpenRemedy) -> Step:
        """The remedy itself, or what its first unmet guard wants."""
        if not item.unmet:
            return Step("remedy", item.remedy.id, remedy_choices(item.remedy))
        guard = item.unmet[0]
        if guard.done is not None:
            first = self.model.base.remedies[guard.done]
            again = open_remedy(self.model, first, self.state, self.belief, self.allowance)
            if again is not None and again.unmet:
                return self.remedy_step(again)
            return Step("remedy", first.id, remedy_choices(first), guard_of=item.remedy.id)
        fact = self.model.base.facts[guard.fact or ""]
        way = cheapest_way(self.model, fact, self.state, self.allowance)
        assert way is not None  # an unmet guard with no way is never open
        return fact_step(fact, way[0], guard_of=item.remedy.id)

    def containment(self) -> OpenRemedy | None:
        """A containment to carry out before anything else: the causes it contains are likely enough and dangerous."""
        best: tuple[float, OpenRemedy] | None = None
        for remedy, faults in self.model.contained.items():
            share = float(self.belief[list(faults)].sum())
            if share < URGENT_SHARE or (best is not None and share <= best[0]):
                continue
            item = open_remedy(self.model, self.model.base.remedies[remedy], self.state, self.belief, self.allowance)
            if item is not None and not item.unmet:
                best = (share, item)
        return best[1] if best else None


def remedy_choices(remedy: Remedy) -> tuple[str, ...]:
    """The verdicts that a reader may give on a remedy; a containment is done or not, it solves nothing by itself."""
    if remedy.kind == "containment":
        return ("not_solved", "not_done", "refused")
    return ("solved", "not_solved", "not_done", "refused")


def fact_step(fact: Fact, way: Way, guard_of: str | None = None) -> Step:
    """The step that gets a fact by one of its ways."""
    kind: StepKind = "probe" if way.probe else "question"
    return Step(kind, fact.id, tuple(answer.id for answer in fact.answers), way.probe, way, guard_of)


def information(rows: Array, starts: Ints, belief: Array) -> Array:
    """Mutual information of each fact and the faults, in nats.

    Args:
        rows: P(answer | fault) of all facts stacked, shape (answers, faults).
        starts: the first row of each fact, shape (facts,).
    """
    joint = rows * belief
    answer = np.maximum(joint.sum(axis=1, keepdims=True), 1e-300)
    told = (joint * np.log(np.maximum(rows, 1e-300) / answer)).sum(axis=1)
    return np.asarray(np.add.reduceat(told, starts)) if len(starts) else np.empty(0)
