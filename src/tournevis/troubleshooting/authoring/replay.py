"""An accepted case played again by another model: does it still come to its end as well as it did?"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tournevis.troubleshooting.advice import Step
from tournevis.troubleshooting.model import Model
from tournevis.troubleshooting.planner import unbounded
from tournevis.troubleshooting.quality.unseen import complaint
from tournevis.troubleshooting.session import Session
from tournevis.troubleshooting.simulate import MAX_STEPS, own_remedies
from tournevis.troubleshooting.strategy import Strategy

from .sequences import ALLOWANCE, BUDGET, Sequence, Taken, taken

SLACK = 2  # steps more than were accepted that do not break a sequence
Why = Literal["gone", "missed", "longer", "riskier"]


@dataclass(frozen=True)
class Replayed:
    """How an accepted case goes now.

    Attributes:
        why: what broke: its fault or a step is "gone" from the base; its own remedy is "missed"; it is "longer" by more
            than `SLACK` steps; or "riskier". None where it holds.
    """

    now: Sequence | None
    why: Why | None


def broken(accepted: Sequence, now: Sequence, model: Model) -> Why | None:
    """What makes a case worse than it was accepted; None where it is as good."""
    if accepted.reached is not None and now.reached is None:
        return "missed"
    before, after = (case.reached if accepted.reached is not None else len(case.steps) for case in (accepted, now))
    if after is not None and before is not None and after > before + SLACK:
        return "longer"
    return "riskier" if now.risk(model) > accepted.risk(model) else None


def replay(model: Model, accepted: Sequence) -> Replayed:
    """Play a case again: its facts are answered and its remedies end as they did, others as they mostly would.

    Of a case that came to its fault's own remedy what follows is not played: it is up to chance.
    """
    known = {*model.base.facts, *model.base.remedies}
    if accepted.fault not in model.index or any(step.id not in known for step in accepted.steps):
        return Replayed(None, "gone")
    now = _Again(model, accepted).played()
    return Replayed(now, broken(_until_reached(accepted), now, model))


def _until_reached(case: Sequence) -> Sequence:
    if case.reached is None:
        return case
    return Sequence(case.fault, case.symptoms, case.steps[: case.reached + 1], case.reached, case.solved, case.cost)


class _Again:
    def __init__(self, model: Model, accepted: Sequence) -> None:
        self.model, self.accepted = model, accepted
        self.told = {(step.kind, step.id): step.value for step in accepted.steps}
        self.own = own_remedies(model, accepted.fault)
        self.session = Session(model, budget=BUDGET)
        self.session.understood(complaint(model, model.base.family_of[accepted.fault]))
        for symptom in accepted.symptoms:
            if symptom in model.base.symptoms:
                self.session.symptom(symptom, True)

    def played(self) -> Sequence:
        strategy = Strategy(self.model, ALLOWANCE, BUDGET, unbounded)
        reached: int | None = None
        for count in range(MAX_STEPS):
            step = strategy.step(self.session.state)
            if step.kind in ("done", "escalate"):
                break
            if step.kind == "remedy" and step.id in self.own and reached is None:
                reached = count
            self._take(step)
            if reached is not None and self.accepted.reached is not None:
                break
        steps: tuple[Taken, ...] = tuple(one for event in self.session.events if (one := taken(event)) is not None)
        solved = self.session.state.solved_by is not None
        return Sequence(self.accepted.fault, self.accepted.symptoms, steps, reached, solved, self.accepted.cost)

    def _take(self, step: Step) -> None:
        if step.kind == "remedy":
            self.session.outcome(step.id, self.told.get(("remedy", step.id)) or "not_solved")
            return
        via = "reader" if step.kind == "probe" else "asked"
        usual = step.choices[int(np.argmax(self.model.likelihood[step.id][:, self.model.index[self.accepted.fault]]))]
        answer = self.told.get(("fact", step.id), usual)
        known = answer is None or answer in step.choices
        self.session.answer(step.id, answer if known else usual, via=via)
