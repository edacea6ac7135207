"""Who decides on a network: ours and what others use, all under the same belief and over the same steps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .. import baselines
from ..planner import Choice, plan
from ..problem import Problem
from .hidden import Hidden
from .known import Belief, Known
from .outlook import Outlook, outlook
from .trouble import ESCALATION, Trouble

OUR_BUDGET = 20_000


@dataclass(frozen=True)
class Move:
    """A step on a network; `node` is empty when the case is handed over."""

    kind: Literal["observe", "repair", "escalate"]
    node: str = ""


HAND_OVER = Move("escalate")
Policy = Callable[[Known], Move]


class Room:
    """The belief and the decision problems of one trouble, shared by all policies so that each is made once."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble, self.belief = trouble, Belief(trouble)
        self._outlooks: dict[Known, Outlook | None] = {}

    def outlook(self, known: Known) -> Outlook | None:
        """What can be done now."""
        if known not in self._outlooks:
            self._outlooks[known] = outlook(self.belief, known)
        return self._outlooks[known]

    def by(self, choose: Callable[[Problem], Choice]) -> Policy:
        """A policy that decides on the problem of the moment; each state is decided once."""
        decided: dict[Known, Move] = {}

        def decide(known: Known) -> Move:
            if known not in decided:
                decided[known] = self._move(known, choose)
            return decided[known]

        return decide

    def _move(self, known: Known, choose: Callable[[Problem], Choice]) -> Move:
        view = self.outlook(known)
        if view is None:
            return HAND_OVER
        choice = choose(view.problem)
        if choice.kind == "action":
            return Move("repair", view.repairs[choice.index][0])
        return Move("observe", view.observations[choice.index]) if choice.kind == "question" else HAND_OVER

    def fixed_order(self) -> Policy:
        """Repairs by the prior chance that their root is faulty, to the cut that costs least; nothing is looked at."""
        prior = self.trouble.inference.posteriors({})
        above = self.trouble.network.above(self.trouble.problem)
        roots = sorted((r for r in self.trouble.repair_cost if r in above), key=lambda r: (prior[r][0], r))
        worlds, spent, costs = self.belief.worlds(Known()), 0.0, [ESCALATION]
        whole = len(worlds)
        for root in roots:
            spent += self.trouble.repair_cost[root] * len(worlds) / whole
            tried = worlds.repaired(root)
            worlds = tried.where(tried.of(self.trouble.problem) == self.trouble.wrong)
            costs.append(spent + ESCALATION * len(worlds) / whole)
        cut = roots[: int(np.argmin(costs))]
        return lambda known: Move("repair", cut[len(known.repairs)]) if len(known.repairs) < len(cut) else HAND_OVER


def policies(room: Room) -> dict[str, Policy]:
    """Name -> policy, ours first."""
    return {
        "ours": room.by(lambda problem: plan(problem, OUR_BUDGET).best),
        "myopic value of information": room.by(baselines.myopic),
        "information gain": room.by(baselines.information_gain),
        "probability over cost": room.by(baselines.probability_over_cost),
        "fixed order by prior": room.fixed_order(),
    }


@dataclass(frozen=True)
class Played:
    """How a hidden case went; `cost` in minutes, the hand-over included."""

    cost: float
    solved: bool
    observations: int
    repairs: int


def play(hidden: Hidden, decide: Policy) -> Played:
    """Follow a policy to the end of a case."""
    trouble, known, cost, seen = hidden.trouble, Known(), 0.0, 0
    while True:
        move = decide(known)
        if move.kind == "escalate":
            return Played(cost + ESCALATION, False, seen, len(known.repairs))
        if move.kind == "observe":
            cost, seen = cost + trouble.observe_cost[move.node], seen + 1
            known = known.saw(trouble, move.node, hidden.observe(move.node))
            continue
        cost += trouble.repair_cost[move.node]
        if hidden.repair(move.node):
            return Played(cost, True, seen, len(known.repairs) + 1)
        known = known.repaired(move.node)
