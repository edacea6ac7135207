"""What an advice is made of: one step, what else was weighed, and what both rest on."""

from dataclasses import dataclass
from typing import Literal

from .costs import Price
from .packs import Fact, Remedy
from .packs.content import Way
from .worth import Success

StepKind = Literal["question", "probe", "remedy", "escalate", "done"]


@dataclass(frozen=True)
class Step:
    """One thing to do: a question or probe about a fact, a remedy, handing over, or nothing more.

    Attributes:
        id: the fact's or remedy's id; the reason for escalate; the remedy that worked for done.
        choices: answer ids, or verdicts for a remedy.
        probe: the probe to run, for a probe step.
        way: how the fact is got.
        guard_of: the remedy whose guard this step serves, if any.
        also: remedies to be done in a row after this one, before one test of them all.
        tests: remedies done before in that row, which this step's outcome tells of too.
    """

    kind: StepKind
    id: str = ""
    choices: tuple[str, ...] = ()
    probe: str | None = None
    way: Way | None = None
    guard_of: str | None = None
    also: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()


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
        lower_bound: no strategy can cost less, whatever it does with all that the base holds; 0 where not asked for.
        options: what was weighed, best first; the first is the step, the second the runner-up.
        contradiction: no known fault explains what was seen.
        price: what the step itself costs, by kind; None where there is nothing to do.
        success: what a remedy's chance of ending the trouble rests on; None for other steps.
        hidden: of a case that seems solved, the chance that its cause was only hidden and will show again.
        solved: what was weighed was solved outright, so that more states would change nothing.
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
    price: Price | None = None
    success: Success | None = None
    hidden: float = 0.0
    solved: bool = False


def remedy_choices(remedy: Remedy, *, row: bool = False) -> tuple[str, ...]:
    """The verdicts that a reader may give on a remedy; a containment is done or not, it solves nothing by itself.

    Args:
        row: others are to be done before one test of them all, so that its test may wait.
    """
    if remedy.kind == "containment":
        return ("not_solved", "not_done", "refused")
    later = ("untested",) if row else ()
    return (*later, "solved", "partly", "not_solved", "not_done", "refused")


def fact_step(fact: Fact, way: Way, guard_of: str | None = None) -> Step:
    """The step that gets a fact by one of its ways."""
    kind: StepKind = "probe" if way.probe else "question"
    return Step(kind, fact.id, tuple(answer.id for answer in fact.answers), way.probe, way, guard_of)
