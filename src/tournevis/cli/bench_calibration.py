"""`tournevis bench calibration`: whether the engine is right as often as it says, and knows what it does not know."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from tournevis.troubleshooting import OTHER, Allowance, Base, Model, compile_model, load_base
from tournevis.troubleshooting.belief import fit_of_shares
from tournevis.troubleshooting.calibration import (
    at_the_end,
    bins,
    each_step,
    expected_error,
    leading,
    macro_f1,
    moments,
    needless,
)
from tournevis.troubleshooting.crowd import A_DAY, Beliefs, gather, interview, learnt, true_places
from tournevis.troubleshooting.humility import curve
from tournevis.troubleshooting.mistakes import SHARES, habit, told
from tournevis.troubleshooting.strategy import Strategy
from tournevis.troubleshooting.worlds import Hidden, Trace, draw_many, off, play

FLIPS = (0.0, 0.05, 0.1, 0.2)
FACTOR = 2.0
RARE = 2.0  # percent of its family below which a fault is reported apart


def main(argv: list[str]) -> int:
    """Measure and print the tables; exit code 0."""
    parser = argparse.ArgumentParser(prog="tournevis bench", description="Measure calibration and humility.")
    parser.add_argument("what", choices=("calibration",))
    parser.add_argument("--crowd", type=int, default=4_000, help="cases of each row without the planner (4000)")
    parser.add_argument("--cases", type=int, default=200, help="cases of each row that the planner plays (200)")
    parser.add_argument("--budget", type=int, default=500, help="states looked at for one decision (500)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--faultbase", type=Path, metavar="FOLDER", help="another base than the one that is shipped")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    counts = max(1, options.crowd), max(1, options.cases)
    found = measure(load_base(options.faultbase), *counts, options.budget, options.seed)
    print(json.dumps(found) if options.json else "\n".join(table(found)))
    return 0


def measure(base: Base, crowd: int, cases: int, budget: int, seed: int) -> dict[str, Any]:
    """Calibration where the world is the model and where it differs; then humility, a quarter of the faults gone."""
    model = compile_model(base)
    rng = np.random.default_rng(seed)
    worlds = [("the model", model, 0.0)]
    shaken = off(model, FACTOR, rng)
    worlds += [(f"off by {FACTOR:g}, {flips:.0%} flipped", shaken, flips) for flips in FLIPS]
    believed = [{"world": name, **_crowd(model, world, crowd, flips, rng)} for name, world, flips in worlds]
    played = [
        {"world": name, **_played(model, draw_many(world, cases, rng, flips), budget)} for name, world, flips in worlds
    ]
    points = [asdict(point) for point in curve(model, cases, budget, rng)]
    about = {"base": base.version, "faults": len(base.faults), "crowd": crowd, "cases": cases, "budget": budget}
    return {**about, "beliefs": believed, "played": played, "humility": points}


def _crowd(model: Model, world: Model, count: int, flips: float, rng: np.random.Generator) -> dict[str, Any]:
    """Said against happened: before any case was closed, and where each day teaches how often answers are mistaken."""
    cases = gather(world, count, rng, flips)
    true = true_places(model, world, cases)
    first, taught = interview(model, cases), learnt(model, cases)
    return {"untaught": _scores(model, first, true), "taught": _scores(model, taught, true)}


def _scores(model: Model, found: Beliefs, true: Any) -> dict[str, Any]:
    steps, end = bins(*each_step(found, true)), bins(*at_the_end(found, true))
    last = found.leading[found.asked, np.arange(len(true))]
    pairs = [(model.faults[cause], model.faults[said]) for cause, said in zip(true, last, strict=True)]
    return {
        "error_each_step": expected_error(steps),
        "error_at_the_end": expected_error(end),
        **_named(model, pairs),
        "answers": float(found.asked.mean()),
        "reliability": [asdict(item) for item in steps],
        "reliability_at_the_end": [asdict(item) for item in end],
    }


def _named(model: Model, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """How often the cause is named, over all and for the rare ones apart; pairs of (cause, said)."""
    rare = [pair for pair in pairs if pair[0] in model.base.faults and model.base.faults[pair[0]].share < RARE]
    return {
        "top_1": _share([cause == said for cause, said in pairs]),
        "macro_f1": macro_f1(pairs),
        "rare": {"cases": len(rare), "top_1": _share([cause == said for cause, said in rare])},
    }


def _played(model: Model, hidden: Sequence[Hidden], budget: int) -> dict[str, Any]:
    """The same where the planner plays the cases, remedies and all, taught day by day."""
    traces = list(_play(model, hidden, budget))
    steps = bins(*moments(traces))
    pairs = [(t.hidden.fault if t.hidden.fault in model.index else OTHER, leading(t)) for t in traces]
    return {
        "error_each_step": expected_error(steps),
        **_named(model, pairs),
        "needless": _share([needless(model, trace) for trace in traces]),
        "cost": float(np.mean([trace.cost for trace in traces])),
        "reliability": [asdict(item) for item in steps],
    }


def _play(model: Model, hidden: Sequence[Hidden], budget: int) -> Iterator[Trace]:
    so_far = np.zeros(len(SHARES))
    for start in range(0, len(hidden), A_DAY):
        today = replace(model, mistaken=habit(so_far))
        decide = Strategy(today, Allowance(reader_probes=True), budget).step
        for case in hidden[start : start + A_DAY]:
            trace = play(today, case, decide)
            so_far = so_far + told(fit_of_shares(today, trace.state))
            yield trace


def _share(found: Sequence[bool]) -> float | None:
    return float(np.mean(found)) if found else None


def table(found: dict[str, Any]) -> list[str]:
    """The measures for people."""
    return [
        f"{'world':24} {'':8} {'ECE':>6} {'end':>6} {'top-1':>6} {'F1':>6} {'rare':>6}",
        *(
            f"{row['world']:24} {name:8} {_cells(row[name], row[name]['error_at_the_end'])}"
            for row in found["beliefs"]
            for name in ("untaught", "taught")
        ),
        f"{'played by the planner':68} {'needless':>8} {'cost':>6}",
        *(
            f"{row['world']:24} {'taught':8} {_cells(row, None)} {row['needless']:8.3f} {row['cost']:6.1f}"
            for row in found["played"]
        ),
        "a quarter of the faults gone:",
        *("  " + "  ".join(f"{name} {value:.3f}" for name, value in row.items()) for row in found["humility"]),
    ]


def _cells(row: dict[str, Any], end: float | None) -> str:
    numbers = (row["error_each_step"], end, row["top_1"], row["macro_f1"], row["rare"]["top_1"])
    return " ".join("     -" if number is None else f"{number:6.3f}" for number in numbers)
