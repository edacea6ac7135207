"""`tournevis bench network`: mean cost to repair on a published network, ours beside others', in one run."""

import argparse
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from tournevis.troubleshooting.networks import read_bif
from tournevis.troubleshooting.networks.hidden import Hidden
from tournevis.troubleshooting.networks.policies import Played, Room, play, policies
from tournevis.troubleshooting.networks.trouble import CONTEXT, Trouble, UnknownNode, trouble_of

SIDES = 1.96  # standard errors to each side of a 95 % interval


def main(argv: list[str]) -> int:
    """Measure on a network; exit code 0, or 1 with what is wrong with the file or the node."""
    parser = argparse.ArgumentParser(prog="tournevis bench", description="Measure the planner on a Bayesian network.")
    parser.add_argument("what", choices=("network",))
    parser.add_argument("file", type=Path, metavar="FILE.bif")
    parser.add_argument("--problem", required=True, metavar="NODE", help="the node whose trouble is to be ended")
    parser.add_argument("--cases", type=int, default=500, metavar="N", help="hidden cases (default: 500)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="seed of the first case; the next has S + 1")
    parser.add_argument("--context", metavar="A,B", help="roots that are facts and cannot be repaired")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    if options.cases < 2:
        parser.error("--cases: at least two, for an interval")
    context = CONTEXT if options.context is None else frozenset(options.context.split(","))
    try:
        result = measure(trouble_of(read_bif(options.file), options.problem, context), options.cases, options.seed)
    except (OSError, ValueError) as error:
        where = f"{options.file.name}: " if isinstance(error, UnknownNode) else ""
        print(f"tournevis bench network: {where}{error}", file=sys.stderr)
        return 1
    print(json.dumps(result) if options.json else _table(result))
    return 0


def measure(trouble: Trouble, cases: int, seed: int) -> dict[str, Any]:
    """Every policy on the same hidden cases: mean cost in minutes, and the difference to ours, case by case."""
    room, rows = Room(trouble), []
    hidden = [Hidden(trouble, seed + n) for n in range(cases)]
    first: list[Played] | None = None
    for name, decide in policies(room).items():
        played = [play(case.again(), decide) for case in hidden]
        first = first or played
        rows.append({"policy": name, **_row(played, first)})
    return {
        "problem": trouble.problem,
        "trouble": trouble.network.nodes[trouble.problem].states[trouble.wrong],
        "cases": cases,
        "seed": seed,
        "ms_all_posteriors": _posterior_time(trouble),
        "policies": rows,
    }


def _row(played: list[Played], ours: list[Played]) -> dict[str, float]:
    costs = np.array([case.cost for case in played])
    more = costs - np.array([case.cost for case in ours])
    return {
        "mean": float(costs.mean()),
        "plus_minus": _interval(costs),
        "over_ours": float(more.mean()),
        "over_ours_plus_minus": _interval(more),
        "solved": float(np.mean([case.solved for case in played])),
        "observations": float(np.mean([case.observations for case in played])),
        "repairs": float(np.mean([case.repairs for case in played])),
    }


def _interval(values: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    """Half the width of the mean's 95 % interval."""
    return float(SIDES * values.std(ddof=1) / np.sqrt(len(values)))


def _posterior_time(trouble: Trouble, times: int = 20) -> float:
    """Milliseconds for the exact posteriors of all nodes under the trouble; the median."""
    found = []
    for _ in range(times):
        start = perf_counter()
        trouble.inference.posteriors({trouble.problem: trouble.wrong})
        found.append(1000 * (perf_counter() - start))
    return float(np.median(found))


def _table(result: dict[str, Any]) -> str:
    head = f"{result['problem']} = {result['trouble']}, {result['cases']} cases from seed {result['seed']}"
    lines = [head + f"; all posteriors in {result['ms_all_posteriors']:.1f} ms"]
    for row in result["policies"]:
        over = f"{row['over_ours']:+8.2f} ± {row['over_ours_plus_minus']:.2f} over ours"
        spent = f"{row['mean']:8.2f} ± {row['plus_minus']:.2f} min"
        steps = f"{row['observations']:.1f} observations, {row['repairs']:.1f} repairs"
        lines.append(f"  {row['policy']:<28} {spent} {over}  {100 * row['solved']:.0f} % solved, {steps}")
    return "\n".join(lines)
