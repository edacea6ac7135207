"""Trees grown from a seed, to measure the import on: four shapes, each of a depth."""

from typing import Literal

import numpy as np

from .tree import Answer, Node, Said, Tree

Shape = Literal["binary", "ternary", "chain", "ragged"]
STOPS = 0.3  # chance that a branch of a ragged tree ends before its depth


def grow(shape: Shape, depth: int, seed: int) -> Tree:
    """A tree whose longest way asks `depth` questions.

    "binary" and "ternary" are full; a "chain" tells one leaf apart at each question; a "ragged" one has two to four
    answers a question, branches that end early, and leaves of very different shares.
    """
    rng = np.random.default_rng([seed, depth, len(shape)])
    grower = _Grower(shape, depth, rng)
    grower.node(0, must=True)
    return Tree(_said("grown"), "n0", grower.nodes, f"{shape}-{depth}-{seed}")


class _Grower:
    def __init__(self, shape: Shape, depth: int, rng: np.random.Generator) -> None:
        self.shape, self.depth, self.rng = shape, depth, rng
        self.nodes: dict[str, Node] = {}
        self.count = 0

    def node(self, level: int, *, must: bool) -> str:
        """Grow a node and all below it; `must`: one branch at least reaches the depth."""
        name = f"n{self.count}"
        self.count += 1
        if level == self.depth or (self.shape == "ragged" and not must and self.rng.random() < STOPS):
            return self._leaf(name)
        self.nodes[name] = Node(name, _said(f"question {name}?"))  # holds the place: the root comes first
        width = self._width()
        deep = int(self.rng.integers(width))
        answers = []
        for place in range(width):
            ends = self.shape == "chain" and place != deep
            below = self._leaf(self._next()) if ends else self.node(level + 1, must=must and place == deep)
            answers.append(Answer(_said(f"answer {place}"), below))
        self.nodes[name] = Node(name, _said(f"question {name}?"), answers=tuple(answers))
        return name

    def _next(self) -> str:
        self.count += 1
        return f"n{self.count - 1}"

    def _leaf(self, name: str) -> str:
        share = float(np.exp(self.rng.normal())) if self.shape == "ragged" else 1.0
        self.nodes[name] = Node(name, _said(f"remedy {name}"), minutes=5.0, share=share)
        return name

    def _width(self) -> int:
        if self.shape == "ragged":
            return int(self.rng.integers(2, 5))
        return 3 if self.shape == "ternary" else 2


def _said(text: str) -> Said:
    return {"fr": text, "en": text}
