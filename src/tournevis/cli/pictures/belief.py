"""Pictures of `bench calibration --json` and `bench learning --json`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .frame import Axis
from .plots import Series, lines

Found = Mapping[str, Any]
SHARE = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
TITLES = {
    "written": "what authors wrote up to 4 times off",
    "each": "each number up to 4 times off",
    "priors": "priors off on a third of the faults",
    "right": "what authors wrote is right",
    "drift": "a world that changes half way",
}
DIAGONAL = ((0.0, 0.0), (1.0, 1.0))


def calibration(found: Found) -> Iterator[tuple[str, str]]:
    """Name and drawing of each picture of calibration and humility."""
    yield "reliability", reliability(found["beliefs"])
    yield "humility", humility(found["humility"])
    yield "caution", caution(found["humility"])


def reliability(worlds: Sequence[Found]) -> str:
    """Said against happened at each step, a line a world; the dashed line is what would be perfect."""
    series = [
        Series(row["world"], [(item["said"], item["right"]) for item in row["taught"]["reliability"]]) for row in worlds
    ]
    said, right = Axis("said of the likeliest cause", SHARE), Axis("how often it was the cause", SHARE)
    return lines("Said, and happened", said, right, series, DIAGONAL)


def humility(points: Sequence[Found]) -> str:
    """Unseen causes kept from risk against known ones handed over needlessly, as the unknown's prior grows."""
    swept = _by_prior(points)
    over = [(row["needless"], row["handed_over"]) for row in swept]
    safe = [(row["needless"], row["handed_over"] + row["solved_safely"]) for row in swept]
    series = [Series("handed over before any risk", over), Series("that, or solved safely", safe)]
    needless = Axis("known causes handed over needlessly, share of the cases", (0.0, 0.05, 0.1, 0.15, 0.2))
    kept = Axis("unseen causes, share of the cases; dashed: the goals", (0.5, 0.6, 0.7, 0.8, 0.9, 1.0))
    return lines("A quarter of the faults taken out", needless, kept, series, ((0.0, 0.9), (0.1, 0.9), (0.1, 0.5)))


def caution(points: Sequence[Found]) -> str:
    """What a case costs as the unknown's prior grows, for causes that are known and for those that are not."""
    swept = _by_prior(points)
    names = {"unseen_cost": "unseen cause", "known_cost": "known cause"}
    series = [Series(name, [(row["unknown"], row[key]) for row in swept]) for key, name in names.items()]
    prior = Axis("prior of the unknown cause", (0.0, 0.1, 0.2, 0.3, 0.4))
    return lines(
        "What caution costs", prior, Axis("minutes' worth of a case", (0.0, 50.0, 100.0, 150.0, 200.0)), series
    )


def _by_prior(points: Sequence[Found]) -> list[Found]:
    """The points where only the unknown's prior was changed: those of the commonest doubt, least prior first."""
    doubts = [row["doubt"] for row in points]
    usual = max(doubts, key=doubts.count)
    return sorted((row for row in points if row["doubt"] == usual), key=lambda row: float(row["unknown"]))


def learning(found: Found) -> Iterator[tuple[str, str]]:
    """Name and drawing of the picture of each kind of simulation: cost over the planner that knows the truth."""
    for kind in TITLES:
        if kind in found:
            yield f"learning-{kind}", learnt(kind, found[kind]["parts"])


def learnt(kind: str, parts: Sequence[Found]) -> str:
    """Authored and learning planner over the oracle, percent, as cases are closed."""
    middles = [sum(part["cases"]) / 2 for part in parts]
    series = [
        Series(name, [(at, 100 * (part[name] / part["oracle"] - 1)) for at, part in zip(middles, parts, strict=True)])
        for name in ("authored", "learning")
    ]
    last = parts[-1]["cases"][1]
    reach = max(abs(value) for one in series for _, value in one.points)
    top = 5.0 * (1 + int(reach / 5))
    cases = Axis("closed cases", [last * part / 5 for part in range(6)])
    over = Axis("percent above the planner that knows the truth", (-5.0, 0.0, top / 2, top))
    return lines(f"What closed cases teach: {TITLES[kind]}", cases, over, series, ((0.0, 0.0), (float(last), 0.0)))
