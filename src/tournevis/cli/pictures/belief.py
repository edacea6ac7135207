"""Pictures of `bench calibration --json` and `bench learning --json`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .frame import Axis
from .plots import Series, lines

Found = Mapping[str, Any]
SHARE = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
DIAGONAL = ((0.0, 0.0), (1.0, 1.0))


def calibration(found: Found) -> Iterator[tuple[str, str]]:
    """Name and drawing of each picture of calibration and humility."""
    yield "reliability", reliability(found["beliefs"])
    yield "humility", humility(found["humility"])


def reliability(worlds: Sequence[Found]) -> str:
    """Said against happened at each step, a line a world; the dashed line is what would be perfect."""
    series = [
        Series(row["world"], [(item["said"], item["right"]) for item in row["taught"]["reliability"]]) for row in worlds
    ]
    said, right = Axis("said of the likeliest cause", SHARE), Axis("how often it was the cause", SHARE)
    return lines("Said, and happened", said, right, series, DIAGONAL)


def humility(points: Sequence[Found]) -> str:
    """Unseen causes handed over before any risk, and known ones handed over needlessly, over the unknown's prior."""
    drawn = {
        "handed_over_before_medium_risk": "unseen: before any risk",
        "known_handed_over_needlessly": "known: needlessly",
    }
    ordered = sorted(points, key=lambda row: float(row["unknown_share"]))
    series = [Series(name, [(row["unknown_share"], row[key]) for row in ordered]) for key, name in drawn.items()]
    top = 0.1 * (1 + int(10 * ordered[-1]["unknown_share"]))
    prior = Axis("prior of the unknown cause", [round(top * part / 5, 2) for part in range(6)])
    return lines(
        "Handed over, with a quarter of the faults taken out", prior, Axis("share of the cases", SHARE), series
    )


def learning(found: Found) -> Iterator[tuple[str, str]]:
    """Name and drawing of the picture of each kind of simulation: cost over the planner that knows the truth."""
    for kind in ("all", "priors", "drift"):
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
    titles = {"all": "everything up to 4 times off", "priors": "priors 5 times off", "drift": "a world that changes"}
    over = Axis("percent above the planner that knows the truth", (-5.0, 0.0, top / 2, top))
    return lines(f"What closed cases teach: {titles[kind]}", cases, over, series, ((0.0, 0.0), (float(last), 0.0)))
