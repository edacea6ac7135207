"""`tournevis bench planner`: what the planner's policy really costs, its bound, and how it grows, beside others'."""

import argparse
import json
import statistics
import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

from tournevis.troubleshooting import exact
from tournevis.troubleshooting.evaluate import walk
from tournevis.troubleshooting.planner import DEFAULT_BUDGET, plan
from tournevis.troubleshooting.problem import Problem
from tournevis.troubleshooting.search import follow

from .instance_file import read_instances
from .planner_table import HOW_LONG, PARTS, table

LEAST = 8  # two cases in each of four parts of the base


def main(argv: list[str]) -> int:
    """Measure the planner; exit code 0, or 1 with the line that is no instance."""
    parser = argparse.ArgumentParser(prog="tournevis bench", description="Measure the planner.", epilog=HOW_LONG)
    parser.add_argument("what", choices=("planner",))
    parser.add_argument(
        "--instances", type=Path, metavar="FILE.jsonl", help="one instance a line; else the whole table"
    )
    parser.add_argument("--count", type=int, default=100, help="instances of each family and size (100)")
    parser.add_argument("--cases", type=int, default=2_000, help="hidden cases of each part of the real base (2000)")
    parser.add_argument("--growth", type=int, default=40, help="simulated cases of each made-up base (40)")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part of the table (all)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    if min(options.count, options.cases, options.growth) < LEAST:
        parser.error(f"--count, --cases, --growth: at least {LEAST}, for an interval in each part")
    try:
        if options.instances:
            rows = [measure(name, problem) for name, problem in read_instances(options.instances)]
            _print({"instances": rows}, as_json=options.json)
        else:
            found = table(options.count, options.cases, options.growth, options.part or PARTS)
            _print(found, as_json=options.json)
    except (OSError, ValueError) as error:
        print(f"tournevis bench planner: {error}", file=sys.stderr)
        return 1
    return 0


def _print(result: Mapping[str, list[dict[str, Any]]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(result))
        return
    for rows in result.values():
        for row in rows:
            print("  ".join(_cell(key, value) for key, value in row.items() if not isinstance(value, list)))


def _cell(key: str, value: object) -> str:
    return f"{key} {value:.4f}" if isinstance(value, float) else str(value)


def measure(name: str, problem: Problem) -> dict[str, Any]:
    """The exact cost of the policy, by enumeration; the bound given at the start; the median time of a decision."""
    if exact.size(problem) > DEFAULT_BUDGET:
        return _as_one_strategy(name, problem)
    found = walk(problem, lambda left: plan(left).best)
    times = sorted(found.milliseconds)
    return {
        "id": name,
        "expected_cost": found.cost,
        "lower_bound": plan(problem).lower_bound,
        "ms_per_decision": statistics.median(times),
        "ms_95th": times[min(len(times) - 1, int(0.95 * len(times)))],
        "decisions": len(times),
    }


def _as_one_strategy(name: str, problem: Problem) -> dict[str, Any]:
    """Planned once; the time of a decision is that of the plan, shared by all the decisions of the strategy."""
    start = perf_counter()
    found = follow(problem)
    milliseconds = 1000 * (perf_counter() - start)
    return {
        "id": name,
        "expected_cost": found.cost,
        "lower_bound": found.lower_bound,
        "ms_per_decision": milliseconds / max(1, found.decisions),
        "ms_once": milliseconds,
        "decisions": found.decisions,
    }
