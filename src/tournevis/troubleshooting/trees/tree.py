"""A decision tree as its author drew it: questions with answers that lead on, leaves with what is to be done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Said = Mapping[str, str]  # "fr", "en" -> text; at least one of them
MOST_NODES, MOST_PATHS = 2_000, 500


@dataclass(frozen=True)
class TreeRemark:
    """Something about a tree, with its place.

    Attributes:
        code: of `remarks.yaml`.
        line: in the file, from 1; 0 where it is about the whole.
        node: id of the node; "" where it is about none.
    """

    code: str
    file: str = ""
    line: int = 0
    node: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """What is wrong or lacks, where, and what to do, such as "printing.csv:3: node plug: …"."""
        tongue = "en" if language == "en" else "fr"
        words = _remarks()
        where = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        node = words["node"][tongue].format(node=self.node) if self.node else ""
        return where + node + words[self.code][tongue].format(**self.data)

    def __str__(self) -> str:
        return self.text("en")


@cache
def _remarks() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load((Path(__file__).parent / "remarks.yaml").read_text("utf-8"))
    return found


class TreeError(Exception):
    """A tree was refused as a whole; `remarks` lists every reason with its place."""

    def __init__(self, remarks: list[TreeRemark]) -> None:
        self.remarks = remarks
        super().__init__("\n".join(map(str, remarks)))


@dataclass(frozen=True)
class Answer:
    """An answer of a question and the node that it leads to."""

    said: Said
    to: str
    line: int = 0


@dataclass(frozen=True)
class Node:
    """A question (it has answers), a leaf (a remedy, or a hand-over), or a mere instruction on the way (one `then`).

    Attributes:
        said: the question, or what the remedy is.
        how: how to find the answer out.
        cause: what the trouble is, for a leaf; what the remedy is stands for it where it is not told.
        minutes: of whoever carries the remedy out; None where it is not told.
        hand_over: a leaf where the tree knows no remedy and says so.
        share: how common a leaf is among the tree's, any unit; None where it is not told.
    """

    id: str
    said: Said
    line: int = 0
    answers: tuple[Answer, ...] = ()
    then: str = ""
    how: Said = field(default_factory=dict)
    cause: Said = field(default_factory=dict)
    steps: tuple[Said, ...] = ()
    check: Said = field(default_factory=dict)
    minutes: float | None = None
    by: str = ""
    hand_over: bool = False
    share: float | None = None

    @property
    def leads_to(self) -> tuple[str, ...]:
        """The nodes that come after it."""
        return tuple(answer.to for answer in self.answers) + ((self.then,) if self.then else ())

    @property
    def is_leaf(self) -> bool:
        """Whether nothing comes after it."""
        return not self.leads_to


@dataclass(frozen=True)
class Way:
    """A way from the root to a leaf: each question with the answer given."""

    steps: tuple[tuple[Node, Answer], ...]
    leaf: Node


@dataclass(frozen=True)
class Tree:
    """Nodes by id; `start` is the root."""

    name: Said
    start: str
    nodes: Mapping[str, Node]
    file: str = ""

    def paths(self) -> Iterator[Way]:
        """Every way to a leaf; for a tree without cycle, see `judge`."""
        todo: list[tuple[str, tuple[tuple[Node, Answer], ...]]] = [(self.start, ())]
        while todo:
            place, steps = todo.pop()
            node = self.nodes[place]
            if node.is_leaf:
                yield Way(steps, node)
            elif node.then:
                todo.append((node.then, steps))
            todo.extend((answer.to, (*steps, (node, answer))) for answer in reversed(node.answers))
