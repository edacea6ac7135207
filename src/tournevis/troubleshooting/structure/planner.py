"""The next best step where steps share set-ups: what later steps of the same visit save is foreseen.

As `planner.plan`: a small problem is solved outright; a larger one over its most promising steps, where each state may
also go on by the best sequence of all that is left, itself ordered by bottom-up probability over cost.
"""

import numpy as np

from .. import beam, planner
from .. import exact as flat
from ..bounds import lower_bound
from ..planner import DEFAULT_BUDGET, SEQUENCE_STATES, Choice, Part, Plan, part_of, ranked
from ..problem import Array, Ints, Problem, Setups
from . import exact, sequence
from .relax import relaxed
from .shared import Group, bits, groups, prices, setups_of


def plan(problem: Problem, budget: int = DEFAULT_BUDGET) -> Plan:
    """The choices of a problem, best first; ties go to the first listed, so that advice replays identically.

    Args:
        budget: states that may be looked at; counted, not timed.
    """
    if problem.setups is None or not problem.setups.cost.any():
        return planner.plan(problem, budget)
    if flat.size(problem) <= budget:
        found = exact.solve(problem)
        return Plan(_ranked(problem, found.groups, found.group, found.question), found.best, found.states)
    every, group, question, states = _reduced(problem, budget)
    return Plan(_ranked(problem, every, group, question), lower_bound(relaxed(problem)), states)


def _ranked(problem: Problem, every: list[Group], group: Array, question: Array) -> tuple[Choice, ...]:
    """Every step with its cost, cheapest first; an action stands for the best row that it begins."""
    best: dict[int, Choice] = {}
    for row, value in zip(every, group, strict=True):
        first, *also = row.actions
        if first not in best or round(float(value), 9) < round(best[first].expected_cost, 9):
            best[first] = Choice("action", first, float(value), tuple(also))
    found = [best[first] for first in sorted(best)]
    return ranked(problem, found, question)


def _reduced(problem: Problem, budget: int) -> tuple[list[Group], Array, Array, int]:
    """Cost of each step, searched over a few steps with sequences of all the others behind; and the states seen."""
    every = groups(problem, 2)
    group, question = _one_step(problem, every)
    along, actions_ = beam.within(problem, budget), len(problem.action_cost)
    part = _telling(problem, question, (budget - (along.states if along else 0)) // SEQUENCE_STATES)
    small = part.problem(problem, _shared(problem, part))
    found = exact.solve(small, _stops(problem, small, part))
    place = {row.actions: n for n, row in enumerate(every)}
    for row, value in zip(found.groups, found.group, strict=True):
        actions = tuple(part.actions[a] for a in row.actions)
        if actions in place:
            group[place[actions]] = min(group[place[actions]], value)
    question[part.questions] = np.minimum(question[part.questions], found.question)
    states = found.states * SEQUENCE_STATES
    if along is None:
        return every, group, question, states
    group[:actions_] = np.minimum(group[:actions_], along.action)
    return every, group, np.minimum(question, along.question), states + along.states


def _one_step(problem: Problem, every: list[Group]) -> tuple[Array, Array]:
    """Cost of each group of actions, and of each question, when the best sequence follows it."""
    setups = setups_of(problem)
    price, lasting = prices(setups), int(bits(setups.lasting[None])[0])
    tried = np.array([[a in row.actions for a in range(len(problem.action_cost))] for row in every], dtype=bool)
    tried = tried.reshape(len(every), len(problem.action_cost))
    failed = problem.belief * np.array([np.prod(1.0 - problem.success[list(row.actions)], axis=0) for row in every])
    need = np.array([row.need for row in every], dtype=np.int64)
    after = sequence.costs(problem, failed, ~tried, need & lasting) if every else np.empty(0)
    group = np.array([row.cost for row in every]) + price[need] + after
    if not problem.answers:
        return group, np.empty(0)
    asks = bits(setups.questions)
    sizes = [len(rows) for rows in problem.answers]
    heard = problem.belief * np.concatenate(problem.answers)
    open_ = np.repeat(asks & lasting, sizes)
    told = sequence.costs(problem, heard, np.ones((len(heard), len(problem.action_cost)), bool), open_)
    summed = np.add.reduceat(told, np.cumsum([0, *sizes[:-1]]))
    return group, np.asarray(problem.question_cost + summed)


def _telling(problem: Problem, question: Array, states: int) -> Part:
    """The steps worth searching over, actions by bottom-up probability over cost."""
    gain = problem.success @ problem.belief
    return part_of(problem, [a for a in sequence.order(problem) if gain[a] > 0], question, states)


def _shared(problem: Problem, part: Part) -> Setups:
    """The set-ups of the steps of a part."""
    setups = setups_of(problem)
    return Setups(setups.cost, setups.lasting, setups.actions[part.actions], setups.questions[part.questions])


def _stops(problem: Problem, small: Problem, part: Part) -> Array:
    """Cost of the best sequence of all untried actions in each state of the part, shape (heard, tried)."""
    survival, heard = flat.survivals(small), flat.hearings(small) * small.belief
    by_heard, by_tried = exact.standing(small)
    left = np.ones((len(survival), len(problem.action_cost)), dtype=bool)
    masks = np.arange(len(survival))
    for place, a in enumerate(part.actions):
        left[:, a] = (masks >> place) & 1 == 0
    shape = len(heard), len(survival)
    beliefs = (heard[:, None] * survival).reshape(-1, heard.shape[1])
    open_: Ints = (by_heard[:, None] | by_tried).ravel()
    return sequence.costs(problem, beliefs, np.tile(left, (len(heard), 1)), open_).reshape(shape)
