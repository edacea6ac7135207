"""`tournevis bench planner`: what the planner's policy really costs, its bound, and how it grows, beside others'."""

import argparse
import json
import statistics
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tournevis.troubleshooting import baselines, bounds, exact
from tournevis.troubleshooting.evaluate import Policy, walk
from tournevis.troubleshooting.instances import Family, make
from tournevis.troubleshooting.planner import plan
from tournevis.troubleshooting.problem import Problem

SIZES: tuple[tuple[Family, int, int, int], ...] = (
    ("easy", 6, 7, 4),
    ("easy", 8, 9, 5),
    ("hard", 7, 7, 5),
    ("hard", 8, 8, 5),
    ("late", 7, 7, 5),
)
FAMILIES: tuple[Family, ...] = ("easy", "hard", "late")
BEYOND = (12, 16, 10)
BEYOND_MOST, BEYOND_BUDGET, BEYOND_RARE = 10, 13_000, 1e-3  # the tree is walked: hundreds of decisions each
GROWTH = (30, 125, 250, 500, 1000)
POLICIES: dict[str, Policy] = {
    "ours": lambda problem: plan(problem).best,
    "ours, a tenth of the budget": lambda problem: plan(problem, 13_000).best,
    "myopic value of information": baselines.myopic,
    "information gain": baselines.information_gain,
    "probability over cost": baselines.probability_over_cost,
}


def main(argv: list[str]) -> int:
    """Measure the planner; exit code 0, or 1 with the line that is no instance."""
    parser = argparse.ArgumentParser(prog="tournevis bench", description="Measure the planner.")
    parser.add_argument("what", choices=("planner",))
    parser.add_argument(
        "--instances", type=Path, metavar="FILE.jsonl", help="one instance a line; else the whole table"
    )
    parser.add_argument("--count", type=int, default=100, help="instances of each family and size in the table")
    parser.add_argument("--cases", type=int, default=40, help="simulated cases of each made-up base in the table")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    try:
        if options.instances:
            rows = [measure(name, problem) for name, problem in read_instances(options.instances)]
            _print({"instances": rows}, as_json=options.json)
        else:
            _print(table(options.count, options.cases), as_json=options.json)
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
            print(
                "  ".join(
                    f"{key} {value:.4f}" if isinstance(value, float) else str(value) for key, value in row.items()
                )
            )


def table(count: int, cases: int) -> dict[str, list[dict[str, Any]]]:
    """Ratios to the optimum of ours and of others on the same instances, then how a decision grows with the base."""
    return {
        "optimum": [row for family, *size in SIZES for row in _against_optimum(family, count, *size)],
        "beyond": [beyond(family, min(count, BEYOND_MOST), *BEYOND) for family in FAMILIES],
        "growth": [grown(faults, cases) for faults in GROWTH],
    }


def beyond(family: Family, count: int, faults: int, actions: int, questions: int) -> dict[str, Any]:
    """Cost of our policy over the best bound, where no optimum can be had by dynamic programming."""
    problems = [make(family, seed, faults, actions, questions) for seed in range(count)]
    walks = [walk(problem, lambda left: plan(left, BEYOND_BUDGET).best, BEYOND_RARE) for problem in problems]
    ratios = [found.cost / plan(problem).lower_bound for found, problem in zip(walks, problems, strict=True)]
    known = [found.cost / bounds.cause_known(problem) for found, problem in zip(walks, problems, strict=True)]
    times = [ms for found in walks for ms in found.milliseconds]
    return {
        "family": family,
        "size": f"({faults}, {actions}, {questions})",
        "instances": count,
        "cost_over_bound": statistics.fmean(ratios),
        "worst": max(ratios),
        "cost_over_cause_known": statistics.fmean(known),
        "decisions": len(times),
        "ms_median": statistics.median(times),
    }


def _against_optimum(family: Family, count: int, faults: int, actions: int, questions: int) -> Iterator[dict[str, Any]]:
    problems = [make(family, seed, faults, actions, questions) for seed in range(count)]
    optima = [exact.solve(problem).best for problem in problems]
    loose = [(bounds.cause_known(problem), bounds.lower_bound(problem)) for problem in problems]
    known, entropy = (
        statistics.fmean(best / pair[n] for pair, best in zip(loose, optima, strict=True)) for n in (0, 1)
    )
    size = f"({faults}, {actions}, {questions})"
    for name, policy in POLICIES.items():
        walks = [walk(problem, policy) for problem in problems]
        ratios = [found.cost / best for found, best in zip(walks, optima, strict=True)]
        times = [ms for found in walks for ms in found.milliseconds]
        yield {
            "family": family,
            "size": size,
            "policy": name,
            "mean": statistics.fmean(ratios),
            "worst": max(ratios),
            "ms_median": statistics.median(times),
            "ms_95th": float(np.percentile(times, 95)),
            "optimum_over_cause_known": known,
            "optimum_over_entropy": entropy,
        }


def grown(faults: int, cases: int = 12) -> dict[str, Any]:
    """Times of decisions and cost over the bound on a made-up base of that many faults, over simulated cases."""
    from tournevis.troubleshooting import Allowance, compile_model
    from tournevis.troubleshooting.generate import sparse_base
    from tournevis.troubleshooting.planner import DEFAULT_BUDGET
    from tournevis.troubleshooting.simulate import play
    from tournevis.troubleshooting.whole import whole

    model = compile_model(sparse_base(faults, faults * 3 // 2, faults // 2))
    rng = np.random.default_rng(0)
    drawn = rng.choice(len(model.faults), cases, p=model.prior)
    played = [play(model, model.faults[fault], rng, Allowance(), budget=DEFAULT_BUDGET) for fault in drawn]
    times = [ms for case in played for ms in case.milliseconds]
    problem = whole(model)
    known = bounds.known_costs(problem)
    # what luck in drawing the causes adds is taken out: its mean is known exactly
    costs = np.array([case.cost for case in played]) - known[drawn] + model.prior @ known
    bound = bounds.lower_bound(problem)
    quantiles = np.percentile(times, [50, 95, 99])
    return {
        "faults": faults,
        "decisions": len(times),
        **dict(zip(("ms_median", "ms_95th", "ms_99th"), map(float, quantiles), strict=True)),
        "cost": float(costs.mean()),
        "cost_plus_minus": float(1.96 * costs.std() / np.sqrt(cases)),
        "bound": bound,
        "cause_known": bounds.cause_known(problem),
        "cost_over_bound": float(costs.mean()) / bound,
    }


def measure(name: str, problem: Problem) -> dict[str, Any]:
    """The exact cost of the policy, by enumeration; the bound given at the start; the median time of a decision."""
    found = walk(problem, lambda left: plan(left).best)
    bound = plan(problem).lower_bound
    times = sorted(found.milliseconds)
    return {
        "id": name,
        "expected_cost": found.cost,
        "lower_bound": bound,
        "ms_per_decision": statistics.median(times),
        "ms_95th": times[min(len(times) - 1, int(0.95 * len(times)))],
        "decisions": len(times),
    }


def read_instances(path: Path) -> Iterator[tuple[str, Problem]]:
    """The instances of a file, in the form of `planner_instances.py`.

    Raises:
        ValueError: names the file, the line and what is wrong with it.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            yield str(data["id"]), problem_of(data)
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}:{number}: no instance: {error}") from error


def problem_of(data: Mapping[str, Any]) -> Problem:
    """The problem of an instance: prior, actions with cost and success, questions with cost and answers, escalation."""
    prior = np.array(data["prior"], dtype=float)
    actions, questions = data["actions"], data["questions"]
    return Problem(
        belief=prior,
        action_cost=np.array([a["cost"] for a in actions], dtype=float),
        success=np.array([a["success"] for a in actions], dtype=float).reshape(len(actions), len(prior)),
        question_cost=np.array([q["cost"] for q in questions], dtype=float),
        answers=tuple(np.array(q["answers"], dtype=float) for q in questions),
        escalation=float(data["escalation"]),
    )
