"""`tournevis bench trees`: decision trees beside the engine on what was imported of them, with and without mistakes."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np

from tournevis.troubleshooting.packs import read_content
from tournevis.troubleshooting.trees import Tree, read_tree
from tournevis.troubleshooting.trees.grow import Shape, grow
from tournevis.troubleshooting.trees.trials import Figures, trial_of

DEPTHS, LARGEST = (3, 4, 5), {"ternary": 4}  # 243 leaves of a ternary tree of depth 5: nobody draws such a tree
WRONG = (0.0, 0.05)
SAMPLES = Path(__file__).parent.parent / "troubleshooting" / "trees" / "samples"


@dataclass(frozen=True)
class Row:
    """The figures of one kind of tree at one share of wrong answers, one `Figures` a tree."""

    kind: str
    wrong: float
    trees: tuple[Figures, ...]


def main(argv: list[str]) -> int:
    """Play the cases and print the table; exit code 0."""
    parser = argparse.ArgumentParser(prog="tournevis bench", description="Measure imported decision trees.")
    parser.add_argument("what", choices=("trees",))
    parser.add_argument("--cases", type=int, default=200, help="cases of each tree and share of mistakes (200)")
    parser.add_argument("--seeds", type=int, default=5, help="trees grown of each shape and depth (5)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    scales = read_content()["scales"]
    kinds = [*_samples(), *_grown(max(1, options.seeds))]
    rows = [
        Row(kind, wrong, tuple(trial_of(tree, scales, max(1, options.cases), wrong, seed) for seed, tree in trees))
        for kind, trees in kinds
        for wrong in WRONG
    ]
    found = [_told(row) for row in [*rows, *_together(rows)]]
    print(json.dumps({"cases": options.cases, "rows": found}) if options.json else "\n".join(table(found)))
    return 0


def _samples() -> Iterator[tuple[str, list[tuple[int, Tree]]]]:
    for path in sorted(SAMPLES.iterdir()):
        yield path.stem, [(0, read_tree(path.read_bytes(), path.name))]


def _grown(seeds: int) -> Iterator[tuple[str, list[tuple[int, Tree]]]]:
    shapes: tuple[Shape, ...] = get_args(Shape)
    for shape in shapes:
        for depth in DEPTHS:
            if depth <= LARGEST.get(shape, depth):
                yield f"{shape} {depth}", [(seed, grow(shape, depth, seed)) for seed in range(seeds)]


def _together(rows: list[Row]) -> Iterator[Row]:
    """All grown trees together, each tree weighing the same."""
    for wrong in WRONG:
        grown = [row.trees for row in rows if row.wrong == wrong and " " in row.kind]
        yield Row("all grown", wrong, tuple(tree for trees in grown for tree in trees))


def _told(row: Row) -> dict[str, Any]:
    """Means over the trees, with 95 % bootstrap intervals (over trees, or over cases where there is one tree)."""
    values = {name: np.array([getattr(tree, name) for tree in row.trees]) for name in asdict(row.trees[0])}
    values["more_steps"] = values["steps"] - values["tree_steps"]
    values["more_questions"] = values["questions"] - (values["tree_steps"] - 1)
    means = {name: float(value.mean()) for name, value in values.items()}
    means["cases"] = int(values["cases"].sum())
    told = ("reached", "more_steps", "first", "more_questions")
    intervals = {f"{name}_interval": _interval(values[name]) for name in told} if len(row.trees) > 1 else {}
    if not intervals:
        share, cases = means["reached"], row.trees[0].cases
        intervals["reached_interval"] = _wilson(share, cases)
    return {"kind": row.kind, "wrong": row.wrong, "trees": len(row.trees), **means, **intervals}


def _interval(values: Any) -> list[float]:
    drawn = np.random.default_rng(0).integers(0, len(values), (1000, len(values)))
    return [float(edge) for edge in np.percentile(values[drawn].mean(axis=1), [2.5, 97.5])]


def _wilson(share: float, cases: int) -> list[float]:
    """Wilson's 95 % interval of a share."""
    z = 1.96
    middle = (share + z * z / (2 * cases)) / (1 + z * z / cases)
    half = z / (1 + z * z / cases) * float(np.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases)))
    return [max(0.0, middle - half), min(1.0, middle + half)]


def table(rows: list[dict[str, Any]]) -> list[str]:
    """The measures for people."""
    heads = f"{'tree':12} {'wrong':>6} {'cases':>6} {'tree right':>10} {'reached':>8} {'95 %':>14} {'first':>6}"
    lines = [f"{heads} {'steps':>6} {'of tree':>7} {'asked':>6} {'of tree':>7}"]
    for row in rows:
        low, high = row["reached_interval"]
        lines.append(
            f"{row['kind']:12} {100 * row['wrong']:4.0f} % {row['cases']:6} {100 * row['tree_right']:8.1f} %"
            f" {100 * row['reached']:6.1f} % {100 * low:6.1f}-{100 * high:5.1f} % {100 * row['first']:4.0f} %"
            f" {row['steps']:6.2f} {row['tree_steps']:7.2f} {row['questions']:6.2f} {row['tree_steps'] - 1:7.2f}"
        )
    return lines
