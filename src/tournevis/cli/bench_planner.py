"""`tournevis bench planner`: the exact expected cost of the planner's policy on instances, and its bound."""

import argparse
import json
import statistics
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tournevis.troubleshooting.evaluate import walk
from tournevis.troubleshooting.planner import plan
from tournevis.troubleshooting.problem import Problem


def main(argv: list[str]) -> int:
    """Measure the planner; exit code 0, or 1 with the line that is no instance."""
    parser = argparse.ArgumentParser(prog="tournevis bench", description="Measure the planner on instances.")
    parser.add_argument("what", choices=("planner",))
    parser.add_argument("--instances", type=Path, required=True, metavar="FILE.jsonl", help="one instance a line")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    try:
        rows = [measure(name, problem) for name, problem in read_instances(options.instances)]
    except (OSError, ValueError) as error:
        print(f"tournevis bench planner: {error}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps({"instances": rows}))
    else:
        for row in rows:
            print("{id}  cost {expected_cost:.4f}  bound {lower_bound:.4f}  {ms_per_decision:.2f} ms".format(**row))
    return 0


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
