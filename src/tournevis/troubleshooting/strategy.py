"""The strategy of a model, compiled as it is walked: a state that was met before gets its advice without planning."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from .advice import Adviser, Planner, Step
from .model import Model
from .openings import Allowance
from .planner import DEFAULT_BUDGET
from .state import State
from .structure import plan


@dataclass
class Strategy:
    """The next step in each state of cases that the same readers work on.

    Two cases that know the same things are in the same state, whatever the order in which they learnt them.

    Attributes:
        planner: weighs the open steps; another one than ours to be compared with it.
        steps: state -> step, filled as states are met.
    """

    model: Model
    allowance: Allowance
    budget: int = DEFAULT_BUDGET
    planner: Planner = plan
    steps: dict[Hashable, Step] = field(default_factory=dict)
    _complaints: dict[Hashable, int] = field(default_factory=dict)

    def step(self, state: State) -> Step:
        """The advised step of a state; planned at the first meeting only."""
        # the words weigh every fault: one number for each complaint keeps the states small
        words = self._complaints.setdefault(frozenset(state.weights.items()), len(self._complaints))
        place = words, known(state)
        found = self.steps.get(place)
        if found is None:
            found = self.steps[place] = self._planned(state)
        return found

    def _planned(self, state: State) -> Step:
        return Adviser(self.model, state, self.allowance, self.budget, planner=self.planner).step()


def known(state: State) -> Hashable:
    """All that an advice depends on besides the complaint's words, without the order in which it came."""
    parted = [trial.position for trial in state.trials if trial.verdict == "partly"]
    return (
        frozenset(state.symptoms.items()),
        # what was told before a part of the trouble went may speak of that part
        frozenset((f.fact, f.answer, sum(at < f.position for at in parted)) for f in state.findings.values()),
        frozenset(state.asked),
        frozenset((fact, frozenset(ways)) for fact, ways in state.read.items()),
        frozenset(state.stale),
        frozenset(state.reopened),
        frozenset((trial.tested, trial.verdict) for trial in state.trials),
        state.untested,
        state.standing,
        state.solved_by,
        state.escalated,
    )
