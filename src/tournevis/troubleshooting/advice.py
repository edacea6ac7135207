"""From a case to its next step: the open steps become a problem, the planner's choice becomes advice."""

from bisect import insort
from collections.abc import Callable
from dataclasses import replace
from operator import itemgetter

import numpy as np

from .belief import before, believe, contradicted
from .costs import Price
from .ground import ground_of
from .model import OTHER, Model
from .openings import Allowance, OpenRemedy, cheapest_way, extra, open_remedy, waiting_for
from .outcomes import hidden, together
from .packs import Fact
from .packs.content import Way
from .planner import DEFAULT_BUDGET, Choice, Plan
from .problem import Array, Ints, Problem
from .state import TESTED, State, Trial
from .steps import Advice, Option, Step, fact_step, remedy_choices
from .structure import plan
from .visits import shared
from .worth import Success, remedy_worth, success_of, way_worth

__all__ = ["Advice", "Adviser", "Option", "Planner", "Step", "advise", "fact_step", "information", "remedy_choices"]

Planner = Callable[[Problem, int], Plan]
KEPT_FAULTS, KEPT_REMEDIES, KEPT_QUESTIONS = 40, 24, 24
LEAST_INFORMATION = 1e-4  # nats that a fact must tell to be thought of
URGENT_SHARE = 0.5  # belief in dangerous causes above which containing them comes before anything else


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

    def step(self) -> Step:
        """The step of the advice alone, for cases played by the thousand: nothing else is told."""
        ready = self.prescribed()
        if ready is not None:
            return ready.step
        remedies, questions, found = self._weighed()
        return self._option(self._may(found)[0], remedies, questions).step

    def prescribed(self) -> Advice | None:
        """The step that needs no weighing: a case is over, or harm must be contained first; else None."""
        if self.state.solved_by is not None:
            return self._advice(Step("done", self.state.solved_by), 0.0)
        if self.state.escalated is not None:
            return self._advice(Step("escalate", self.state.escalated), self.model.base.scales.escalation)
        urgent = self.containment()
        return None if urgent is None else self._advice(self.remedy_step(urgent), urgent.cost, urgent=True)

    def _planned(self) -> Advice:
        remedies, questions, found = self._weighed()
        options = tuple(self._option(choice, remedies, questions) for choice in self._may(found))
        best = options[0]
        bound = self._bound(best.expected_cost) if found.lower_bound else 0.0
        advice = self._advice(best.step, best.expected_cost, bound, options, found.states)
        return replace(advice, solved=found.lower_bound >= best.expected_cost)

    def _weighed(self) -> tuple[list[OpenRemedy], list[tuple[Fact, Way, float]], Plan]:
        """The open steps that are thought of, and what the planner makes of them."""
        kept = self._kept()
        remedies = [*self._waiting(), *self._remedies(kept)]
        questions = self._questions(kept)
        return remedies, questions, self.planner(self._problem(kept, remedies, questions), self.budget)

    def _bound(self, promised: float) -> float:
        """What any strategy costs at least over the whole base; no more than what ours promises on what was weighed."""
        known = self.state.findings.keys() - self.state.stale
        tried = [trial.remedy for trial in self.state.trials]
        bound = ground_of(self.model).bound(self.belief, tried, known, visited=bool(self.state.standing))
        return min(bound, promised)

    def _waiting(self) -> list[OpenRemedy]:
        """The test that repairs done in a row still wait for, as one more step; nothing where none does."""
        if not self.state.untested:
            return []
        price = waiting_for(self.model, self.state, self.allowance)
        done = [self.model.base.remedies[remedy] for remedy in self.state.untested]
        passing = {name for one in done for name in one.setups if name in self.model.base.scales.passing}
        return [OpenRemedy(done[-1], max(price.total, 0.01), 1.0, (), price, frozenset(passing))]

    def _may(self, found: Plan) -> tuple[Choice, ...]:
        """While repairs wait for their test, only what leads to it: another repair of the same row, or the test."""
        if not self.state.untested:
            return found.choices
        test = Choice("action", 0, found.best.expected_cost)
        leads = (choice for choice in found.choices if choice.kind == "action" and 0 in (choice.index, *choice.also))
        return tuple(leads) or (test,)

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
        price, success, hides = self._price(step), self._success(step), self._hidden()
        return Advice(
            step,
            ranked,
            cost,
            bound,
            options,
            contradiction,
            version,
            self.budget,
            self.seed,
            states,
            urgent,
            price,
            success,
            hides,
        )

    def _price(self, step: Step) -> Price | None:
        if step.kind == "remedy":
            return remedy_worth(self.model, step.id, self.state, self.allowance)
        return way_worth(self.model, step.way, self.state, self.allowance) if step.way is not None else None

    def _success(self, step: Step) -> Success | None:
        if step.kind != "remedy" or step.id in self.state.untested:
            return None  # of a row that is only tested, no single remedy's parts are the chance
        return success_of(self.model, step.id, self.belief)

    def _hidden(self) -> float:
        last = self.state.trials[-1] if self.state.solved_by is not None else None
        if last is None or not any(remedy in self.model.hides for remedy in last.tested):
            return 0.0
        return hidden(self.model, last, believe(self.model, before(self.state, last)))

    def _kept(self) -> Array:
        """Places of the likeliest faults, "other" always among them; the rest is too unlikely to change the step."""
        order = np.argsort(-self.belief, kind="stable")[:KEPT_FAULTS]
        likely = order[self.belief[order] > 1e-4]
        other = self.model.index[OTHER]
        return np.unique(np.append(likely, other))

    def _remedies(self, kept: Array) -> list[OpenRemedy]:
        """The open remedies of best probability over cost; the others cannot come soon."""
        ids, success = self.model.hopes
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
        more = extra(self.state, self.allowance)
        for place in np.argsort(-most, kind="stable"):
            full = len(scored) >= KEPT_QUESTIONS
            if most[place] <= 0.0 or (full and -most[place] > scored[KEPT_QUESTIONS - 1][0] + 1e-9):
                break  # even at its least cost, what is left could not come among those kept
            fact = self.model.base.facts[ids[place]]
            way = cheapest_way(self.model, fact, self.state, self.allowance, more)
            if way is not None:
                score = -round(float(told[place]) / (way[1] + 0.2), 12)
                insort(scored, (score, fact.id, (fact, *way)), key=itemgetter(0, 1))
        return [item for _, _, item in scored[:KEPT_QUESTIONS]]

    def _problem(self, kept: Array, remedies: list[OpenRemedy], questions: list[tuple[Fact, Way, float]]) -> Problem:
        belief = self.belief[kept] / self.belief[kept].sum()
        success = [self._cures(item)[kept] * item.chance for item in remedies]
        ways = [way for _, way, _ in questions]
        return Problem(
            belief=belief,
            action_cost=np.array([item.cost for item in remedies]),
            success=np.array(success).reshape(len(remedies), len(kept)),
            question_cost=np.array([cost for _, _, cost in questions]),
            answers=tuple(self.model.likelihood[fact.id][:, kept] for fact, _, _ in questions),
            escalation=self.model.base.scales.escalation,
            setups=shared(self.model, remedies, ways, self.state, self.allowance),
        )

    def _cures(self, item: OpenRemedy) -> Array:
        if item.remedy.id in self.state.untested:
            return together(self.model, Trial(item.remedy.id, "", 0, self.state.untested[:-1]))
        return self.model.hoped(item.remedy.id)

    def _option(self, choice: Choice, remedies: list[OpenRemedy], questions: list[tuple[Fact, Way, float]]) -> Option:
        if choice.kind == "action":
            row = [remedies[place] for place in (choice.index, *choice.also)]
            return Option(self._row_step(row), choice.expected_cost)
        if choice.kind == "question":
            fact, way, _ = questions[choice.index]
            return Option(fact_step(fact, way), choice.expected_cost)
        reason = "unknown_cause" if contradicted(self.model, self.belief) else "cheaper"
        return Option(Step("escalate", reason), choice.expected_cost)

    def _row_step(self, row: list[OpenRemedy]) -> Step:
        """The first of a row of repairs that one test ends; the test itself where all of them are done."""
        waiting = self.state.untested
        todo = [item for item in row if item.remedy.id not in waiting]
        if not todo:
            return Step("remedy", waiting[-1], TESTED, tests=waiting[:-1])
        step = self.remedy_step(todo[0])
        if step.kind != "remedy" or step.guard_of is not None:
            return step
        also = tuple(item.remedy.id for item in todo[1:])
        return replace(step, choices=remedy_choices(todo[0].remedy, row=bool(also)), also=also, tests=waiting)

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
