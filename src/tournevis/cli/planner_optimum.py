"""Cost of our policy, and of others, over the optimum; over the bound where there is none; and by budget."""

import statistics
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

import numpy as np

from tournevis.troubleshooting import baselines, bounds, exact
from tournevis.troubleshooting.evaluate import Policy, walk
from tournevis.troubleshooting.instances import Family, make
from tournevis.troubleshooting.planner import plan
from tournevis.troubleshooting.problem import Problem
from tournevis.troubleshooting.search import follow

SIZES: tuple[tuple[Family, int, int, int], ...] = (
    ("easy", 6, 7, 4),
    ("easy", 8, 9, 5),
    ("hard", 7, 7, 5),
    ("hard", 8, 8, 5),
    ("late", 7, 7, 5),
)
FAMILIES: tuple[Family, ...] = ("easy", "hard", "late")
BEYOND = (12, 16, 10)
BEYOND_MOST = 20  # each is searched for some seconds
SEARCHED = 2_000  # states looked at for the bound of a small problem that is not solved outright
BUDGETS = (100, 1_000, 10_000, 130_000)
POLICIES: dict[str, Policy] = {
    "ours": lambda problem: plan(problem).best,
    "lookahead of two": baselines.lookahead_of_two,
    "lookahead of one": baselines.lookahead_of_one,
    "myopic value of information": baselines.myopic,
    "information gain": baselines.information_gain,
    "probability over cost": baselines.probability_over_cost,
}


def optimum(count: int) -> list[dict[str, Any]]:
    """Ratios to the optimum of ours and of others on the same instances, all answers and outcomes walked."""
    return [row for family, *size in SIZES for row in _against_optimum(family, count, *size)]


def larger(count: int) -> list[dict[str, Any]]:
    """Cost over the bound on instances too large for the optimum."""
    return [beyond(family, min(count, BEYOND_MOST), *BEYOND) for family in FAMILIES]


def budgets(count: int) -> list[dict[str, Any]]:
    """Ratios to the optimum by how many states a decision may look at."""
    return [_on_budget(family, count, size, budget) for family, *size in SIZES for budget in BUDGETS]


def _on_budget(family: Family, count: int, size: list[int], budget: int) -> dict[str, Any]:
    problems = [make(family, seed, *size) for seed in range(count)]
    costs = [walk(problem, lambda left: plan(left, budget).best).cost for problem in problems]
    ratios = [cost / exact.solve(problem).best for cost, problem in zip(costs, problems, strict=True)]
    told = {"family": family, "size": str(tuple(size)), "budget": budget}
    return {**told, "mean": statistics.fmean(ratios), "worst": max(ratios)}


def beyond(family: Family, count: int, faults: int, actions: int, questions: int) -> dict[str, Any]:
    """Cost of our strategy over the best bound, where the optimum cannot be had by dynamic programming."""
    problems = [make(family, seed, faults, actions, questions) for seed in range(count)]
    start = process_time()
    found = [follow(problem) for problem in problems]
    seconds = (process_time() - start) / count
    ratios = [one.cost / one.lower_bound for one in found]
    proven = [one.lower_bound / bounds.lower_bound(problem) for one, problem in zip(found, problems, strict=True)]
    known = [one.cost / bounds.cause_known(problem) for one, problem in zip(found, problems, strict=True)]
    return {
        "family": family,
        "size": f"({faults}, {actions}, {questions})",
        "instances": count,
        "cost_over_bound": statistics.fmean(ratios),
        "worst": max(ratios),
        "search_over_first_bound": statistics.fmean(proven),
        "cost_over_cause_known": statistics.fmean(known),
        "seconds": seconds,
        "decisions": statistics.median(one.decisions for one in found),
    }


def _against_optimum(family: Family, count: int, *size: int) -> Iterator[dict[str, Any]]:
    problems = [make(family, seed, *size) for seed in range(count)]
    optima = [exact.solve(problem).best for problem in problems]
    told = {"family": family, "size": str(size), "instances": count}
    loose = _looseness(problems, optima)
    for name, policy in POLICIES.items():
        walks = [walk(problem, policy) for problem in problems]
        ratios = [found.cost / best for found, best in zip(walks, optima, strict=True)]
        times = [ms for found in walks for ms in found.milliseconds]
        yield {
            **told,
            "policy": name,
            "mean": statistics.fmean(ratios),
            "worst": max(ratios),
            "ms_median": statistics.median(times),
            "ms_95th": float(np.percentile(times, 95)),
            **loose,
            "ratios": ratios,
        }


def _looseness(problems: list[Problem], optima: list[float]) -> dict[str, float]:
    """Mean of optimum over bound, for each bound."""
    proven: dict[str, Callable[[Problem], float]] = {
        "optimum_over_cause_known": bounds.cause_known,
        "optimum_over_bound": bounds.lower_bound,
        "optimum_over_searched_bound": lambda problem: follow(problem, SEARCHED).lower_bound,
    }
    return {
        name: statistics.fmean(best / bound(problem) for best, problem in zip(optima, problems, strict=True))
        for name, bound in proven.items()
    }
