"""`tournevis bench calibration`: whether the engine is right as often as it says, and knows what it does not know."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from tournevis.troubleshooting import OTHER, Allowance, Base, Model, compile_model, load_base
from tournevis.troubleshooting.calibration import bins, expected_error, leading, macro_f1, moments, needless, took_risk
from tournevis.troubleshooting.strategy import Strategy
from tournevis.troubleshooting.worlds import Hidden, Trace, draw, draw_many, off, play, without

FLIPS = (0.0, 0.1, 0.2)
FACTOR = 2.0
LEAKS = (0.05, 0.15, 0.3)
GONE = 0.25
RARE = 2.0  # percent of its family below which a fault is reported apart


def main(argv: list[str]) -> int:
    """Play the cases and print the tables; exit code 0."""
    parser = argparse.ArgumentParser(prog="tournevis bench", description="Measure calibration and humility.")
    parser.add_argument("what", choices=("calibration",))
    parser.add_argument("--cases", type=int, default=300, help="cases of each row (300)")
    parser.add_argument("--budget", type=int, default=1_000, help="states looked at for one decision (1000)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--faultbase", type=Path, metavar="FOLDER", help="another base than the one that is shipped")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    found = measure(load_base(options.faultbase), max(1, options.cases), options.budget, options.seed)
    print(json.dumps(found) if options.json else "\n".join(table(found)))
    return 0


def measure(base: Base, cases: int, budget: int, seed: int) -> dict[str, Any]:
    """Calibration where the world is the model and where it differs; then humility, a quarter of the faults gone."""
    model = compile_model(base)
    rng = np.random.default_rng(seed)
    rows = [{"world": "the model", **_calibrated(model, _play(model, draw_many(model, cases, rng), budget))}]
    world = off(model, FACTOR, rng)
    for flips in FLIPS:
        traces = _play(model, draw_many(world, cases, rng, flips), budget)
        rows.append({"world": f"off by {FACTOR:g}, {flips:.0%} flipped", **_calibrated(model, traces)})
    curve = list(_humility(model, cases, budget, rng))
    return {"base": base.version, "faults": len(base.faults), "cases": cases, "calibration": rows, "humility": curve}


def _play(model: Model, hidden: Sequence[Hidden], budget: int) -> list[Trace]:
    strategy = Strategy(model, Allowance(reader_probes=True), budget)
    return [play(model, case, strategy.step) for case in hidden]


def _calibrated(model: Model, traces: list[Trace]) -> dict[str, Any]:
    curve = bins(*moments(model, traces))
    pairs = [(trace.hidden.fault, leading(model, trace)) for trace in traces]
    rare = [pair for pair in pairs if pair[0] != OTHER and model.base.faults[pair[0]].share < RARE]
    return {
        "expected_calibration_error": expected_error(curve),
        "top_1": _share([cause == said for cause, said in pairs]),
        "macro_f1": macro_f1(pairs),
        "rare": {"cases": len(rare), "top_1": _share([cause == said for cause, said in rare])},
        "needless": _share([needless(model, trace) for trace in traces]),
        "cost": float(np.mean([trace.cost for trace in traces])),
        "reliability": [asdict(item) for item in curve],
    }


def _humility(full: Model, cases: int, budget: int, rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    """The curve over the prior share of the unknown cause, on the same cases."""
    ids = np.array(full.faults[:-1])
    gone = set(rng.permutation(ids)[: max(1, int(len(ids) * GONE))].tolist())
    weights = np.array([full.prior[full.index[fault]] for fault in sorted(gone)])
    unknown = [draw(full, str(f), rng) for f in rng.choice(sorted(gone), cases, p=weights / weights.sum())]
    pool = draw_many(full, 2 * cases, rng)
    known = [case for case in pool if case.fault not in gone and case.fault != OTHER][:cases]
    part = compile_model(without(full.base, gone))
    for share in LEAKS:
        model = replace(part, prior=np.append(part.prior[:-1] / part.prior[:-1].sum() * (1 - share), share))
        yield {
            "unknown_share": share,
            **_unseen(model, _play(model, unknown, budget)),
            **_seen(model, _play(model, known, budget)),
        }


def _unseen(model: Model, traces: list[Trace]) -> dict[str, float | None]:
    """What became of cases whose cause nobody has written down."""
    return {
        "handed_over_before_medium_risk": _share([not (t.solved or took_risk(model, t)) for t in traces]),
        "solved_by_a_safe_remedy": _share([t.solved and not took_risk(model, t) for t in traces]),
        "medium_risk_taken": _share([took_risk(model, t) for t in traces]),
        "any_risk_taken": _share([took_risk(model, t, "low") for t in traces]),
        "unseen_cost": float(np.mean([t.cost for t in traces])),
    }


def _seen(model: Model, traces: list[Trace]) -> dict[str, float | None]:
    """What became of cases whose cause the base knows."""
    return {
        "known_solved": _share([t.solved for t in traces]),
        "known_handed_over_needlessly": _share([needless(model, t) for t in traces]),
        "known_cost": float(np.mean([t.cost for t in traces])),
    }


def _share(found: Sequence[bool]) -> float | None:
    return float(np.mean(found)) if found else None


def table(found: dict[str, Any]) -> list[str]:
    """The measures for people."""
    lines = [f"{'world':24} {'ECE':>6} {'top-1':>6} {'F1':>6} {'rare':>6} {'needless':>8} {'cost':>6}"]
    for row in found["calibration"]:
        numbers = (row["expected_calibration_error"], row["top_1"], row["macro_f1"], row["rare"]["top_1"] or 0.0)
        cells = " ".join(f"{number:6.3f}" for number in numbers)
        lines.append(f"{row['world']:24} {cells} {row['needless']:8.3f} {row['cost']:6.1f}")
    lines.append("a quarter of the faults gone:")
    lines += ["  " + "  ".join(f"{name} {value:.3f}" for name, value in row.items()) for row in found["humility"]]
    return lines
