"""Pictures of `bench planner --json`: cost over the optimum, over ours, by budget; growth."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from .frame import Axis
from .plots import Mark, Series, lines, rows

Rows = Sequence[Mapping[str, Any]]
LEAST = 0.001  # percent: what is closer to the optimum is drawn here
PERCENT = Axis(
    "percent above the optimum (0.001: that or less)", (LEAST, 0.01, 0.1, 1.0, 10.0, 100.0, 1_000.0), powers=True
)
NEAR = 20.0  # percent over ours up to which a policy is drawn
GOAL_MS, GOAL_FAULTS = 50.0, 1_000.0


def pictures(found: Mapping[str, Rows]) -> Iterator[tuple[str, str]]:
    """Name and drawing of each picture whose numbers are there."""
    if "optimum" in found:
        yield "regret", regret(found["optimum"])
        yield "ratios", ratios(found["optimum"])
    if "budgets" in found:
        yield "budgets", budgets(found["budgets"])
    if "growth" in found:
        yield "growth", growth(found["growth"])
    if "paired" in found:
        yield "paired", paired(found["paired"])


def _percent(ratio: float) -> float:
    return max(100.0 * (ratio - 1.0), LEAST)


def _names(found: Rows, *keys: str) -> list[str]:
    """The different values of some keys, joined, in order."""
    return list(dict.fromkeys(" ".join(str(row[key]) for key in keys) for row in found))


def regret(found: Rows) -> str:
    """Mean above the optimum, a row a policy, a mark a family and size; each line goes on to the worst instance."""
    sizes, named = _names(found, "family", "size"), []
    for policy in _names(found, "policy"):
        marks = []
        for row in (row for row in found if row["policy"] == policy):
            mean, worst = _percent(row["mean"]), _percent(row["worst"])
            marks.append(Mark(sizes.index(f"{row['family']} {row['size']}"), mean, mean, worst))
        named.append((policy, marks))
    return rows("Cost above the optimum: mean, and out to the worst instance", PERCENT, named, sizes)


def ratios(found: Rows) -> str:
    """Share of the instances that are at most so far above the optimum, a line a policy."""
    series = []
    for policy in _names(found, "policy"):
        above = sorted(_percent(ratio) for row in found if row["policy"] == policy for ratio in row["ratios"])
        share = np.arange(1, len(above) + 1) / len(above)
        series.append(Series(policy, list(zip(above, share.tolist(), strict=True)), marked=False))
    share_axis = Axis("share of the instances", (0.0, 0.25, 0.5, 0.75, 1.0))
    return lines("How far above the optimum, all instances", PERCENT, share_axis, series)


def budgets(found: Rows) -> str:
    """Mean above the optimum over the states that a decision may look at, a line a family and size."""
    series = []
    for name in _names(found, "family", "size"):
        here = [row for row in found if f"{row['family']} {row['size']}" == name]
        series.append(Series(name, [(row["budget"], _percent(row["mean"])) for row in here]))
    states = Axis("states looked at for one decision", (100, 1_000, 10_000, 100_000, 1_000_000), powers=True)
    above = Axis(PERCENT.label, (LEAST, 0.01, 0.1, 1.0, 10.0), powers=True)
    return lines("A larger budget costs less", states, above, series)


def growth(found: Rows) -> str:
    """Processor time of a decision over the number of faults; the dashed line is the goal for the median."""
    names = {"ms_median": "median", "ms_95th": "95th percentile", "ms_99th": "99th percentile"}
    series = [Series(name, [(row["faults"], row[key]) for row in found]) for key, name in names.items()]
    faults = Axis("faults of the base", (10, 100, 1_000, 10_000), powers=True)
    times = Axis("milliseconds of one decision", (1, 10, 100, 1_000), powers=True)
    return lines(
        "Time of a decision; dashed: the goal for the median",
        faults,
        times,
        series,
        [(10.0, GOAL_MS), (GOAL_FAULTS, GOAL_MS)],
    )


def paired(found: Rows) -> str:
    """Cost over ours on the same cases with 95 % intervals; policies far behind are left to the table."""
    sizes = [f"{faults} faults" for faults in _names(found, "faults")]
    others = [name for name in _names(found, "policy") if name != "ours"]
    named = []
    for policy in others:
        here = [row for row in found if row["policy"] == policy]
        if max(row["over_ours_percent"] for row in here) <= NEAR:
            named.append((policy, [_over(row, sizes.index(f"{row['faults']} faults")) for row in here]))
    reach = max((abs(end) for _, marks in named for mark in marks for end in (mark.low, mark.high)), default=1.0)
    top = float(np.ceil(reach * 2) / 2)
    axis = Axis("minutes' worth over ours, same cases", (-top, -top / 2, 0.0, top / 2, top))
    return rows("What other policies cost over ours", axis, named, sizes)


def _over(row: Mapping[str, Any], place: int) -> Mark:
    over, sides = row["over_ours"], row["over_ours_plus_minus"]
    return Mark(place, over, over - sides, over + sides)
