"""`tournevis bench learning`: what closed cases teach, beside the authored planner and one that knows the truth."""

import argparse
import json
from collections.abc import Sequence
from typing import Any, get_args

import numpy as np

from tournevis.troubleshooting.learning import most_moved
from tournevis.troubleshooting.learning.posterior import CURIOSITY
from tournevis.troubleshooting.learning.trials import A_DAY, Course, Kind, course
from tournevis.troubleshooting.problem import Array

PART = 100  # cases of a row
KINDS: tuple[Kind, ...] = get_args(Kind)


def main(argv: list[str]) -> int:
    """Play the simulations and print their tables; exit code 0."""
    parser = argparse.ArgumentParser(
        prog="tournevis bench",
        description="Measure what closed cases teach: 20 faults, 10 cases a day, three planners on the same cases.",
    )
    parser.add_argument("what", choices=("learning",))
    parser.add_argument("--cases", type=_at_least_ten, default=500, help="cases of each simulation (500)")
    parser.add_argument("--seeds", type=int, default=10, help="simulations of each kind (10)")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this simulation (all five)")
    parser.add_argument("--memory", type=float, help="days that cases are remembered (chosen each night)")
    parser.add_argument("--curiosity", type=float, default=CURIOSITY, help=f"0 never explores ({CURIOSITY:g})")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    kinds = tuple(options.kind or KINDS)
    found = measure(kinds, options.cases, options.seeds, options.memory, options.curiosity)
    print(json.dumps(found) if options.json else "\n".join(table(found)))
    return 0


def _at_least_ten(text: str) -> int:
    if int(text) < 2 * A_DAY:
        raise argparse.ArgumentTypeError(f"at least {2 * A_DAY}: two days of {A_DAY} cases")
    return int(text)


def measure(kinds: Sequence[Kind], cases: int, seeds: int, memory: float | None, curiosity: float) -> dict[str, Any]:
    """The tables of each kind of simulation, and the bound on what one note moves."""
    return {
        "cases": cases,
        "a_day": A_DAY,
        "seeds": seeds,
        "memory_days": memory,
        "one_note_moves_success_at_most": {f"{n} scopes": most_moved(n) for n in range(3)},
        **{kind: _kind([course(kind, cases, seed, memory, curiosity) for seed in range(seeds)]) for kind in kinds},
    }


def _kind(courses: Sequence[Course]) -> dict[str, Any]:
    cases = len(courses[0].authored)
    parts = [(first, min(first + PART, cases)) for first in range(0, cases, PART)]
    totals = [float(c.learning.sum() / c.authored.sum()) for c in courses]
    return {
        "parts": [_part(courses, first, last) for first, last in parts],
        "all": _part(courses, 0, cases),
        "late": _part(courses, cases * 3 // 5, cases),
        "over_authored_worst_seed": max(totals) - 1.0,
    }


def _part(courses: Sequence[Course], first: int, last: int) -> dict[str, Any]:
    """Mean costs of a stretch of cases; ratios with 95 % intervals over the simulations."""
    rows = np.array([[x[first:last].mean() for x in (c.authored, c.learning, c.oracle)] for c in courses])
    authored, learning, oracle = rows.mean(axis=0)
    excess = float(authored - oracle)
    return {
        "cases": [first + 1, last],
        "authored": float(authored),
        "learning": float(learning),
        "oracle": float(oracle),
        "over_oracle": _ratio(rows[:, 1], rows[:, 2]),
        "over_authored": _ratio(rows[:, 1], rows[:, 0]),
        "excess_gone": float(authored - learning) / excess if excess > 0 else None,
    }


def _ratio(ours: Array, theirs: Array) -> dict[str, Any]:
    """Ratio of means less one, with a 95 % bootstrap interval over the simulations (1,000 draws, seed 0)."""
    drawn = np.random.default_rng(0).integers(0, len(ours), (1000, len(ours)))
    ratios = ours[drawn].sum(axis=1) / theirs[drawn].sum(axis=1) - 1.0
    low, high = np.percentile(ratios, [2.5, 97.5])
    return {"mean": float(ours.sum() / theirs.sum() - 1.0), "interval": [float(low), float(high)]}


def table(found: dict[str, Any]) -> list[str]:
    """The measures for people."""
    lines = [
        f"{'':8} {'cases':>9} {'authored':>9} {'learning':>9} {'oracle':>9}  {'over oracle':>22} {'over authored':>22}"
    ]
    for kind in (kind for kind in KINDS if kind in found):
        for row in (*found[kind]["parts"], found[kind]["late"], found[kind]["all"]):
            costs = " ".join(f"{row[name]:9.2f}" for name in ("authored", "learning", "oracle"))
            shares = " ".join(_percent(row[name]) for name in ("over_oracle", "over_authored"))
            lines.append(f"{kind:8} {row['cases'][0]:>4}-{row['cases'][1]:<4} {costs}  {shares}")
    bounds = found["one_note_moves_success_at_most"].items()
    lines.append("one note moves a success at most by " + ", ".join(f"{move:.3f} ({name})" for name, move in bounds))
    return lines


def _percent(ratio: dict[str, Any]) -> str:
    low, high = ratio["interval"]
    return f"{100 * ratio['mean']:+6.1f} % [{100 * low:+.1f}, {100 * high:+.1f}]".rjust(22)
