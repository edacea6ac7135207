"""Cases of one fault played against a base, and those of them that an author should look at."""

from collections.abc import Sequence as Several
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np

from tournevis.troubleshooting.events import Event
from tournevis.troubleshooting.model import Model
from tournevis.troubleshooting.openings import RISKS, Allowance
from tournevis.troubleshooting.planner import unbounded
from tournevis.troubleshooting.quality.unseen import complaint
from tournevis.troubleshooting.simulate import Played, noticed, play
from tournevis.troubleshooting.strategy import Strategy

BUDGET = 4_000  # states looked at for one decision
ALLOWANCE = Allowance(reader_probes=True)
Choice = Literal["random", "longest", "dearest", "riskiest", "escalated"]
CHOICES: tuple[Choice, ...] = get_args(Choice)


@dataclass(frozen=True)
class Taken:
    """One step of a case: a fact and its answer (None: not known), or a remedy and its outcome."""

    kind: Literal["fact", "remedy"]
    id: str
    value: str | None


@dataclass(frozen=True)
class Sequence:
    """A case of a fault from its complaint to its end.

    Attributes:
        symptoms: what its complaint tells was noticed.
        reached: steps before the fault's own remedy; None where that was never proposed.
        solved: it ended the trouble; else the case was handed over, or went on too long.
        cost: minutes' worth.
    """

    fault: str
    symptoms: tuple[str, ...]
    steps: tuple[Taken, ...]
    reached: int | None
    solved: bool
    cost: float

    def to_json(self) -> dict[str, Any]:
        """As a database keeps it."""
        return {
            "symptoms": list(self.symptoms),
            "steps": [[step.kind, step.id, step.value] for step in self.steps],
            "reached": self.reached,
            "solved": self.solved,
            "cost": round(self.cost, 1),
        }

    @classmethod
    def from_json(cls, fault: str, data: dict[str, Any]) -> "Sequence":
        """The sequence of `to_json`."""
        steps = tuple(Taken(*step) for step in data["steps"])
        return cls(fault, tuple(data["symptoms"]), steps, data["reached"], data["solved"], data["cost"])

    def risk(self, model: Model) -> int:
        """The place in `RISKS` of the worst remedy in it that is carried out; a safe case has 0."""
        base = model.base
        words = [base.remedies[s.id].risk.worst for s in self.steps if s.kind == "remedy" and s.id in base.remedies]
        return max((RISKS.index(word) for word in words), default=0)


def simulated(model: Model, fault: str, cases: int, seed: int = 0) -> list[Sequence]:
    """Cases of a fault whose words tell its family and at most one symptom; the same arguments, the same cases."""
    strategy = Strategy(model, ALLOWANCE, BUDGET, unbounded)
    weights = complaint(model, model.base.family_of[fault])
    found = []
    for case in range(cases):
        rng = np.random.default_rng([seed, case, *fault.encode()])
        symptoms = noticed(model, fault, rng)
        found.append(_told(play(model, fault, rng, ALLOWANCE, weights, BUDGET, symptoms, strategy), symptoms))
    return found


def generated(model: Model, cases: Several[Sequence]) -> dict[Choice, Sequence]:
    """Of some cases the first (any will do), the longest, the dearest, the riskiest and one that was handed over.

    A choice that no case fits is left out: none handed over, none with a risk.
    """
    if not cases:
        return {}
    found: dict[Choice, Sequence] = {
        "random": cases[0],
        "longest": max(cases, key=lambda case: len(case.steps)),
        "dearest": max(cases, key=lambda case: case.cost),
    }
    riskiest = max(cases, key=lambda case: (case.risk(model), case.cost))
    if riskiest.risk(model):
        found["riskiest"] = riskiest
    over = [case for case in cases if not case.solved]
    if over:
        found["escalated"] = max(over, key=lambda case: case.cost)
    return found


def _told(played: Played, symptoms: tuple[str, ...]) -> Sequence:
    steps = tuple(step for event in played.events if (step := taken(event)) is not None)
    return Sequence(played.fault, symptoms, steps, played.reached, played.solved, played.cost)


def taken(event: Event) -> Taken | None:
    if event.kind == "outcome":
        return Taken("remedy", event.id, str(event.value))
    return (
        Taken("fact", event.id, None if event.value is None else str(event.value)) if event.kind == "answer" else None
    )
