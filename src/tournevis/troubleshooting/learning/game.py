"""Many cases played at once against one believed model, in bare arrays: what measuring takes thousands of cases for.

Each case takes the step that costs least when the best sequence of remedies follows it (one question looked ahead).
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tournevis.troubleshooting.model import Model, remedy_cost, way_cost
from tournevis.troubleshooting.problem import Array, Ints

Bools = NDArray[np.bool_]
MAX_STEPS = 60
DEEP = 8  # remedies of a sequence that are looked at; what comes later is hardly ever reached
AT_ONCE = 2_048  # beliefs followed at once, to bound memory


@dataclass(frozen=True)
class Cases:
    """Cases as they are, before anybody asks: shapes (cases, questions), (cases, remedies)."""

    answers: Ints
    works: Bools

    def part(self, first: int, last: int) -> "Cases":
        """Some of them, in their order."""
        return Cases(self.answers[first:last], self.works[first:last])


def draw(world: Model, count: int, rng: np.random.Generator) -> Cases:
    """Cases whose causes, answers and outcomes come by the world's chances."""
    faults = rng.choice(len(world.prior), count, p=world.prior)
    told = rng.random((count, len(world.likelihood)))
    answers = np.empty(told.shape, dtype=np.int64)
    for q, rows in enumerate(world.likelihood.values()):
        upto = np.cumsum(rows, axis=0)[:-1, faults]
        answers[:, q] = (told[:, q] > upto).sum(axis=0)
    success = world.cures[1]
    return Cases(answers, rng.random((count, len(success))) < success[:, faults].T)


@dataclass
class Played:
    """How cases went.

    Attributes:
        cost: minutes' worth, the hand-over included, shape (cases,).
        belief: at the end, shape (cases, faults).
        asked: shape (cases, questions); tried: shape (cases, remedies).
        solved: the remedy that worked, -1 where the case was handed over, shape (cases,).
    """

    cost: Array
    belief: Array
    asked: Bools
    tried: Bools
    solved: Ints


@dataclass
class Game:
    """The steps of a model, ready to be weighed.

    Attributes:
        model: what is believed; its hope is what is planned with.
    """

    model: Model
    hoped: Array = field(init=False)
    remedy_cost: Array = field(init=False)
    question_cost: Array = field(init=False)

    def __post_init__(self) -> None:
        base = self.model.base
        self.hoped = self.model.hopes[1]
        self.remedy_cost = np.array([remedy_cost(base, base.remedies[remedy]) for remedy in self.model.cures[0]])
        ways = [base.facts[fact].ways for fact in self.model.likelihood]
        self.question_cost = np.array([min(way_cost(base, way) for way in some) for some in ways])

    def play(self, cases: Cases) -> Played:
        """Every case to its end."""
        count, remedies = cases.works.shape
        start = np.repeat(self.model.prior[None, :], count, axis=0)
        none = np.full(count, -1)
        asked, tried = np.zeros(cases.answers.shape, dtype=bool), np.zeros(cases.works.shape, dtype=bool)
        played = Played(np.zeros(count), start, asked, tried, none)
        going = np.arange(count)
        for _ in range(MAX_STEPS):
            if not len(going):
                break
            step = self.choose(played.belief[going], tried[going], asked[going])
            self._ask(played, cases, going[step >= remedies], step[step >= remedies] - remedies)
            acting = (step >= 0) & (step < remedies)
            self._try(played, cases, going[acting], step[acting])
            going = going[(step >= 0) & (played.solved[going] < 0)]
        played.cost += np.where(played.solved < 0, self.model.base.scales.escalation, 0.0)
        return played

    def choose(self, belief: Array, tried: Bools, asked: Bools) -> Ints:
        """The step of each case: a remedy's place, remedies + a question's place, or -1 to hand over."""
        cases, remedies = tried.shape
        without = ~tried[:, None, :] & ~np.eye(remedies, dtype=bool)
        failed = belief[:, None, :] * (1.0 - self.hoped)
        acting = self.remedy_cost + self._sequences(failed, without)
        acting[tried | (belief @ self.hoped.T < 1e-6)] = np.inf
        _, rows, starts = self.model.answers
        heard = self._sequences(belief[:, None, :] * rows, np.repeat(~tried[:, None, :], len(rows), axis=1))
        asking = self.question_cost + np.add.reduceat(heard, starts, axis=1)
        asking[asked] = np.inf
        handing = np.full((cases, 1), self.model.base.scales.escalation)
        options = np.round(np.hstack([acting, asking, handing]), 9)
        best = options.argmin(axis=1)
        return np.where(best == options.shape[1] - 1, -1, best)

    def _sequences(self, beliefs: Array, free: Bools) -> Array:
        """Expected cost of the best cut of the probability-over-cost sequence, shape (cases, beliefs of each)."""
        flat, open_ = beliefs.reshape(-1, beliefs.shape[-1]), free.reshape(-1, free.shape[-1])
        parts = [self._sequence(flat[n : n + AT_ONCE], open_[n : n + AT_ONCE]) for n in range(0, len(flat), AT_ONCE)]
        return np.concatenate(parts).reshape(beliefs.shape[:2])

    def _sequence(self, beliefs: Array, free: Bools) -> Array:
        gain = (beliefs @ self.hoped.T) / self.remedy_cost * free
        order = np.argsort(-gain, axis=1, kind="stable")[:, :DEEP]
        useful = np.take_along_axis(gain, order, axis=1) > 0
        failing, open_ = 1.0 - self.hoped, beliefs.copy()
        mass = open_.sum(axis=1)
        best, spent = self.model.base.scales.escalation * mass, np.zeros(len(mass))
        for turn in range(order.shape[1]):
            remedy = order[:, turn]
            spent += np.where(useful[:, turn], self.remedy_cost[remedy] * mass, np.inf)
            open_ *= failing[remedy]
            mass = open_.sum(axis=1)
            best = np.minimum(best, spent + self.model.base.scales.escalation * mass)
        return np.asarray(best)

    def _ask(self, played: Played, cases: Cases, who: Ints, questions: Ints) -> None:
        _, rows, starts = self.model.answers
        played.cost[who] += self.question_cost[questions]
        played.asked[who, questions] = True
        self._weigh(played, who, rows[starts[questions] + cases.answers[who, questions]])

    def _try(self, played: Played, cases: Cases, who: Ints, remedies: Ints) -> None:
        played.cost[who] += self.remedy_cost[remedies]
        played.tried[who, remedies] = True
        works, success = cases.works[who, remedies], self.model.cures[1][remedies]
        played.solved[who[works]] = remedies[works]
        self._weigh(played, who, np.where(works[:, None], success, 1.0 - success))

    @staticmethod
    def _weigh(played: Played, who: Ints, likelihood: Array) -> None:
        weighed = played.belief[who] * np.maximum(likelihood, 1e-9)
        played.belief[who] = weighed / weighed.sum(axis=1, keepdims=True)
