"""The table of `tournevis bench planner`: cost over the optimum, cost over the bound, and how a decision grows."""

import statistics
from collections.abc import Iterator
from typing import Any

import numpy as np

from tournevis.troubleshooting import baselines, bounds, exact
from tournevis.troubleshooting.evaluate import Policy, walk
from tournevis.troubleshooting.instances import Family, make
from tournevis.troubleshooting.planner import plan

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
