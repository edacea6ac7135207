"""`tournevis bench clusters`: how near the optimum the planner is where steps share set-ups."""

import argparse
import json
import statistics
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from tournevis.troubleshooting import baselines, compile_model, load_base, planner
from tournevis.troubleshooting.planner import Choice
from tournevis.troubleshooting.problem import Problem
from tournevis.troubleshooting.structure import exact, plan
from tournevis.troubleshooting.structure.instances import FAMILIES, Family, make
from tournevis.troubleshooting.structure.walk import walk

from . import clusters_base

SIZES = ((6, 6, 3),)


def one_by_one(policy: Callable[[Problem], Choice]) -> Callable[[Problem], Choice]:
    """A policy that pays a set-up where it is missing, but never looks ahead to what else it would serve."""

    return lambda problem: policy(replace(problem, setups=None))


POLICIES: dict[str, Callable[[Problem], Choice]] = {
    "ours": lambda problem: plan(problem).best,
    "ours, a hundredth of the budget": lambda problem: plan(problem, 1_300).best,
    "each step charged by itself": one_by_one(lambda problem: planner.plan(problem).best),
    "myopic value of information": one_by_one(baselines.myopic),
    "probability over cost": one_by_one(baselines.probability_over_cost),
}


def main(argv: list[str]) -> int:
    """Measure the planner on cluster models; exit code 0."""
    parser = argparse.ArgumentParser(prog="tournevis bench", description="Measure the planner where steps share costs.")
    parser.add_argument("what", choices=("clusters",))
    parser.add_argument("--count", type=int, default=50, help="models of each of the four families")
    parser.add_argument("--cases", type=int, default=50, help="simulated cases of each kind on the base (50); 0: none")
    parser.add_argument("--faultbase", type=Path, metavar="FOLDER", help="another fault base than the one shipped")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    found: dict[str, list[dict[str, Any]]] = {
        "clusters": [row for family in FAMILIES for size in SIZES for row in measure(family, options.count, *size)]
    }
    if options.cases:
        model = compile_model(load_base(options.faultbase))
        found["visits"] = [clusters_base.visits(model, options.cases)]
        found["pairs"] = clusters_base.pairs(model, options.cases)
    _print(found, as_json=options.json)
    return 0


def _print(found: dict[str, list[dict[str, Any]]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(found))
        return
    for row in (row for rows in found.values() for row in rows):
        print("  ".join(f"{key} {value:.4f}" if isinstance(value, float) else str(value) for key, value in row.items()))


def measure(family: Family, count: int, faults: int, actions: int, questions: int) -> Iterator[dict[str, Any]]:
    """Cost over the exact optimum of ours and of others, by walking every answer and outcome."""
    problems = [make(family, seed, faults, actions, questions) for seed in range(count)]
    optima = [exact.solve(problem, most=actions).best for problem in problems]
    for name, policy in POLICIES.items():
        times: list[float] = []
        ratios = [walk(problem, _timed(policy, times)) / best for problem, best in zip(problems, optima, strict=True)]
        yield {
            "family": family,
            "size": f"({faults}, {actions}, {questions})",
            "models": count,
            "policy": name,
            "mean": statistics.fmean(ratios),
            "worst": max(ratios),
            "ms_median": statistics.median(times),
            "ms_95th": float(np.percentile(times, 95)),
        }


def _timed(policy: Callable[[Problem], Choice], times: list[float]) -> Callable[[Problem], Choice]:
    def choose(problem: Problem) -> Choice:
        start = process_time()
        choice = policy(problem)
        times.append(1000 * (process_time() - start))
        return choice

    return choose
