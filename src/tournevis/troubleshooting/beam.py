"""A search along the most promising steps, most likely answers first, with the myopic estimate behind each state.

Every value is what some way of going on really costs, so that a step is never priced below the optimum, and more states
only lower the prices. A state is worth looking at as far as it is likely, has something to gain over the cause being
known, and lies behind the best steps. It complements the search over a few steps to their end: there the steps are
chosen once for all states, here each state goes on by its own.

Source: AO* (Nilsson 1980) with the estimate of Heckerman, Breese, Rommelse (1995) at the leaves.
"""

import numpy as np

from .bounds import known_costs
from .problem import Array, Bools, Problem

FIRST, WIDTH = 6, 3  # steps that are followed from the first state, and from each later one
AT_ONCE = 4  # states that are looked at together
LESS = 0.5  # what a state behind the next best step weighs, against one behind the best
ACTIONS = 3  # most efficient actions that are thought of in a state
STATES = 10  # what pricing one sequence weighs in a budget, against looking at a bare state


def within(problem: Problem, budget: int) -> "Beam | None":
    """The search on half of a budget in states; None where that is too little to compare the first steps."""
    beam = Beam(problem, budget // 2 // STATES)
    return beam.run() if beam.affords_a_first_look() else None


class Beam:
    """The states looked at so far; the first is the problem's own, and a state comes after the one it follows.

    Attributes:
        action, question: the least cost found for each step, inf where it was not followed; minutes' worth.
        sequences: how many sequences of repairs were priced.
    """

    def __init__(self, problem: Problem, most: int) -> None:
        self.p, self.known, self.most, self.sequences = problem, known_costs(problem), most, 0
        self.actions, self.faults = len(problem.action_cost), len(problem.belief)
        self.rows = np.concatenate(problem.answers) if problem.answers else np.empty((0, self.faults))
        self.starts = np.cumsum([0, *(len(rows) for rows in problem.answers[:-1])])
        self.weights: list[Array] = []
        self.open: list[Bools] = []
        self.standing: list[Array] = []
        self.value: list[float] = []
        self.steps: list[Array] = []
        self.after: list[dict[int, list[int]]] = []
        self.before: list[int] = []
        self.followed: set[int] = set()

    @property
    def states(self) -> int:
        """States looked at, as a budget counts them."""
        return self.sequences * STATES

    @property
    def action(self) -> Array:
        """Least cost found for each action."""
        return self._firsts()[: self.actions]

    @property
    def question(self) -> Array:
        """Least cost found for each question."""
        return self._firsts()[self.actions :]

    def _firsts(self) -> Array:
        found = np.full(len(self.open[0]), np.inf)
        for step in self.after[0]:
            found[step] = self._through(0, step)
        return found

    def run(self) -> "Beam":
        """Look at states until the sequences are spent, or nothing more can be gained."""
        setups = 0 if self.p.setups is None else len(self.p.setups.cost)
        first = np.ones((1, self.actions + len(self.p.answers)), dtype=bool)
        self._add(self.p.belief[None], first, np.zeros((1, setups)), [-1])
        tips, width = [0], FIRST
        while tips and self.sequences + self._price(len(tips), width) <= self.most:
            self._follow(tips, width)
            tips, width = self._tips(), WIDTH
        return self

    def affords_a_first_look(self) -> bool:
        """Whether what comes after the best first steps can be looked at."""
        return 1 + len(self.rows) + self._price(1, FIRST) <= self.most

    def _price(self, states: int, width: int) -> int:
        """Sequences that following so many states may take."""
        answers = max((len(rows) for rows in self.p.answers), default=1)
        return states * width * answers * (1 + len(self.rows))

    def _add(self, weights: Array, open_: Bools, standing: Array, before: list[int]) -> None:
        """Look at some states: their values by the myopic estimate, and an estimate of each of their steps."""
        mass, count = weights.sum(axis=1), len(weights)
        action, question = self._costs(standing)
        now = self._sequences(weights, open_[:, : self.actions], action)
        steps = np.full(open_.shape, np.inf)
        if len(self.rows):
            heard = (weights[:, None, :] * self.rows).reshape(-1, self.faults)
            left = np.repeat(open_[:, : self.actions], len(self.rows), axis=0)
            costs = self._sequences(heard, left, np.repeat(action, len(self.rows), axis=0))
            told = np.add.reduceat(costs.reshape(count, -1), self.starts, axis=1)
            asked = open_[:, self.actions :]
            steps[:, self.actions :] = np.where(asked, question * mass[:, None] + told, np.inf)
        value = np.minimum(now, steps.min(axis=1, initial=np.inf))
        steps[:, : self.actions] = self._worth_trying(weights, open_[:, : self.actions], action, now)
        self.weights += list(weights)
        self.open += list(open_)
        self.standing += list(standing)
        self.value += value.tolist()
        self.steps += list(steps)
        self.after += [{} for _ in range(count)]
        self.before += before

    def _costs(self, standing: Array) -> tuple[Array, Array]:
        """What each action and each question costs where these set-ups stand, shape (states, steps)."""
        shape = (len(standing), 1)
        if self.p.setups is None:
            return np.tile(self.p.action_cost, shape), np.tile(self.p.question_cost, shape)
        saved = standing * self.p.setups.cost
        needs = ((self.p.action_cost, self.p.setups.actions), (self.p.question_cost, self.p.setups.questions))
        action, question = (np.maximum(cost - saved @ rows.T, 0.0) for cost, rows in needs)
        return action, question

    def _worth_trying(self, weights: Array, open_: Bools, cost: Array, now: Array) -> Array:
        """The value of the best sequence for the most efficient actions, inf for the others."""
        gain = np.where(open_, weights @ self.p.success.T, 0.0)
        efficient = np.argsort(-gain / np.maximum(cost, 1e-12), axis=1, kind="stable")[:, :ACTIONS]
        steps = np.full(open_.shape, np.inf)
        np.put_along_axis(steps, efficient, now[:, None], axis=1)
        return np.where(gain > 0, steps, np.inf)

    def _sequences(self, weights: Array, open_: Bools, cost: Array) -> Array:
        """Cost of the best cut of the sequence by probability over cost, of the open actions, shape (states,)."""
        self.sequences += len(weights)
        mass, left = weights.sum(axis=1), weights
        gain = np.where(open_, weights @ self.p.success.T, 0.0)
        order = np.argsort(-gain / np.maximum(cost, 1e-12), axis=1, kind="stable")
        worth = np.take_along_axis(gain > 0, order, axis=1)
        prices, fails = np.take_along_axis(cost, order, axis=1), 1.0 - self.p.success
        least, spent = self.p.escalation * mass, np.zeros(len(weights))
        for place in range(int(worth.sum(axis=1).max(initial=0))):
            spent = spent + prices[:, place] * mass
            left = left * fails[order[:, place]]
            mass = left.sum(axis=1)
            # what is not open comes last: a sequence that went that far is not continued
            least = np.where(worth[:, place], np.minimum(least, spent + self.p.escalation * mass), least)
        return np.asarray(least)

    def _follow(self, states: list[int], width: int) -> None:
        """Look at what comes after the best steps of some states, and carry the values back."""
        pairs = [(state, int(step)) for state in states for step in self._best(state, width)]
        found = [(state, step, row) for state, step in pairs for row in self._outcomes(step)]
        self.followed.update(states)
        if not found:
            return
        first = len(self.value)
        weights = np.array([self.weights[state] * row for state, _, row in found])
        open_ = np.array([self.open[state] for state, _, _ in found])
        open_[np.arange(len(found)), [step for _, step, _ in found]] = False
        standing = np.array([self._stands(state, step) for state, step, _ in found])
        self._add(weights, open_, standing, [state for state, _, _ in found])
        for place, (state, step, _) in enumerate(found, start=first):
            self.after[state].setdefault(step, []).append(place)
        self._carry_back(set(states))

    def _best(self, state: int, width: int) -> list[int]:
        order = np.argsort(np.round(self.steps[state], 9), kind="stable")[:width]
        return [int(step) for step in order if np.isfinite(self.steps[state][step])]

    def _outcomes(self, step: int) -> Array:
        """Chance of each outcome after which the case goes on, shape (outcomes, faults)."""
        if step < self.actions:
            return np.asarray(1.0 - self.p.success[step : step + 1])
        return np.asarray(self.p.answers[step - self.actions])

    def _stands(self, state: int, step: int) -> Array:
        """The lasting set-ups that stand after a step."""
        setups = self.p.setups
        if setups is None:
            return self.standing[state]
        needs = setups.actions[step] if step < self.actions else setups.questions[step - self.actions]
        return np.asarray(np.maximum(self.standing[state], needs & setups.lasting))

    def _through(self, state: int, step: int) -> float:
        """Cost of taking a step in a state, and what comes after it."""
        action, question = self._costs(self.standing[state][None])
        cost = action[0][step] if step < self.actions else question[0][step - self.actions]
        return float(cost * self.weights[state].sum()) + sum(self.value[place] for place in self.after[state][step])

    def _carry_back(self, changed: set[int]) -> None:
        while changed:
            state = max(changed)
            changed.discard(state)
            self.value[state] = min([self.value[state], *(self._through(state, step) for step in self.after[state])])
            if self.before[state] >= 0:
                changed.add(self.before[state])

    def _tips(self) -> list[int]:
        """The states to look beyond next: those with most to gain, behind the best steps."""
        found: list[tuple[float, int]] = []
        rest = [(0, 1.0)]
        while rest:
            state, weight = rest.pop()
            if state not in self.followed:
                gain = weight * (self.value[state] - float(self.weights[state] @ self.known))
                found.append((-round(gain, 9), state))
                continue
            for _, step in sorted((round(self._through(state, step), 9), step) for step in self.after[state]):
                rest += [(place, weight) for place in self.after[state][step]]
                weight *= LESS
        return [state for gain, state in sorted(found)[:AT_ONCE] if gain < 0]
