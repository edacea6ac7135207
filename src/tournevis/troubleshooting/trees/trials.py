"""Cases played by a tree and by the engine on what was imported of it, with right answers and with some wrong ones.

A person whose trouble is one leaf's answers the questions on its way rightly but for a share of mistakes; the tree says
nothing of what he would answer to any other question, so he then answers anything. A remedy works when it is the
leaf's own. The tree, once at a leaf, has nothing more to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tournevis.troubleshooting.model import compile_model
from tournevis.troubleshooting.openings import Allowance
from tournevis.troubleshooting.packs.records import checked
from tournevis.troubleshooting.session import Session
from tournevis.troubleshooting.simulate import MAX_STEPS
from tournevis.troubleshooting.strategy import Strategy

from .convert import Imported, Into, convert
from .judge import judge
from .tree import Tree, Way

BUDGET = 2_000  # states looked at for one decision
FAMILY = "tree"


@dataclass(frozen=True)
class TreeCase:
    """How one case went.

    Attributes:
        tree_steps, tree_right: questions and the remedy of the tree's walk; whether it was the leaf's own.
        first: whether the first remedy that the engine proposed was the leaf's own.
        questions: asked by the engine before its first remedy.
        steps: questions and remedies to the leaf's own remedy, or to the end where it was not reached.
        reached: whether the engine came to the leaf's own remedy.
    """

    tree_steps: int
    tree_right: bool
    first: bool
    questions: int
    steps: int
    reached: bool


class Trial:
    """A tree beside the engine on what was imported of it."""

    def __init__(self, tree: Tree, scales: Mapping[str, Any]) -> None:
        self.report = judge(tree)
        self.imported: Imported = convert(self.report, Into(FAMILY))
        self.model = compile_model(checked(self.imported.records, scales, "tree"))
        self.strategy = Strategy(self.model, Allowance(), BUDGET)
        self.faults = list(self.imported.faults)
        shares = np.array([self.model.base.faults[fault].share for fault in self.faults])
        self.odds = shares / shares.sum()

    def case(self, rng: np.random.Generator, wrong: float) -> TreeCase:
        """One case of a leaf drawn by its share; `wrong` is the share of mistaken answers."""
        fault = self.faults[int(rng.choice(len(self.faults), p=self.odds))]
        way = self.imported.faults[fault]
        said = _Person(self, way, rng, wrong)
        asked, end = self._walk(said)
        own = self.imported.remedy_of[way.leaf.id]
        right = end is not None and self.imported.remedy_of.get(end) == own
        return TreeCase(asked + 1, right, *self._engine(said, own))

    def _walk(self, said: "_Person") -> tuple[int, str | None]:
        """The tree's own walk: how many questions, and the leaf that it ends at."""
        tree, place, asked = self.report.tree, self.report.tree.start, set[str]()
        while not tree.nodes[place].is_leaf:
            node = tree.nodes[place]
            if node.then:
                place = node.then
                continue
            fact = self.imported.fact_of.get(node.id)
            if fact is None:
                return len(asked), None  # only ways that hand over lie there
            asked.add(fact)
            answer = said.answer(fact)
            place = next(
                found.to for at, found in enumerate(node.answers) if self.imported.answer_of[node.id, at] == answer
            )
        return len(asked), place

    def _engine(self, said: "_Person", own: str) -> tuple[bool, int, int, bool]:
        session, questions, before, tried = Session(self.model, budget=BUDGET), 0, 0, list[str]()
        while questions + len(tried) < MAX_STEPS:
            step = self.strategy.step(session.state)
            if step.kind in ("escalate", "done"):
                break
            if step.kind != "remedy":
                session.answer(step.id, said.answer(step.id))
                questions += 1
                continue
            before = before if tried else questions
            tried.append(step.id)
            if step.id == own:
                return tried[0] == own, before, questions + len(tried), True
            session.outcome(step.id, "not_solved")
        return False, before if tried else questions, questions + len(tried), False


class _Person:
    """Who has the trouble of one leaf: what he once said he says again, to the tree and to the engine alike."""

    def __init__(self, trial: Trial, way: Way, rng: np.random.Generator, wrong: float) -> None:
        imported = trial.imported
        self.base, self.rng, self.wrong = trial.model.base, rng, wrong
        self.right = {
            imported.fact_of[node.id]: imported.answer_of[node.id, node.answers.index(answer)]
            for node, answer in way.steps
        }
        self.said: dict[str, str] = {}

    def answer(self, fact: str) -> str:
        """His answer to a question."""
        if fact not in self.said:
            known = [answer.id for answer in self.base.facts[fact].answers]
            right = self.right.get(fact)
            if right is not None and self.rng.random() >= self.wrong:
                self.said[fact] = right
            else:
                others = [answer for answer in known if answer != right]
                self.said[fact] = others[int(self.rng.integers(len(others)))]
        return self.said[fact]


@dataclass(frozen=True)
class Figures:
    """What the cases of one tree, or of several, come to; shares from 0 to 1, steps in questions and remedies."""

    cases: int
    tree_right: float
    tree_steps: float
    first: float
    reached: float
    steps: float
    questions: float


def figures(cases: list[TreeCase]) -> Figures:
    """The means of cases."""
    rows = np.array(
        [[c.tree_right, c.tree_steps, c.first, c.reached, c.steps, c.questions] for c in cases], dtype=float
    )
    return Figures(len(cases), *(float(mean) for mean in rows.mean(axis=0)))


def trial_of(tree: Tree, scales: Mapping[str, Any], cases: int, wrong: float, seed: int = 0) -> Figures:
    """The figures of `cases` of one tree with a share of wrong answers."""
    trial, rng = Trial(tree, scales), np.random.default_rng([seed, round(1000 * wrong)])
    return figures([trial.case(rng, wrong) for _ in range(cases)])
