"""Our policy and others on the same hidden cases of parts of the real base: what each costs, and over ours."""

import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from tournevis.troubleshooting import Allowance, Base, compile_model, load_base
from tournevis.troubleshooting.paired import Course, cut, mean, play
from tournevis.troubleshooting.rivals import policies
from tournevis.troubleshooting.worlds import draw_many

FAULTS = (30, 60, 100)
CUTS = 4  # parts of the base of each size; the cases are shared out over them
EVERYTHING = Allowance(reader_probes=True)


def paired(cases: int) -> list[dict[str, Any]]:
    """The rows of each size, ours first.

    Args:
        cases: of each size, at least two in each part.
    """
    base = load_base()
    return [row for faults in FAULTS for row in compared(base, faults, cases)]


def compared(base: Base, faults: int, cases: int, cuts: int = CUTS) -> Iterator[dict[str, Any]]:
    """Every policy on the same cases of some parts of a base, each part with its share of them."""
    found: dict[str, list[list[Course]]] = {}
    spent: dict[str, float] = {}
    for part in range(cuts):
        model = compile_model(cut(base, faults, part))
        share = cases * (part + 1) // cuts - cases * part // cuts
        hidden = draw_many(model, share, np.random.default_rng([part, faults]))
        for name, decide in policies(model, EVERYTHING).items():
            start = time.process_time()
            found.setdefault(name, []).append([play(model, case, decide, EVERYTHING) for case in hidden])
            spent[name] = spent.get(name, 0.0) + time.process_time() - start
    ours = _costs(found["ours"])
    for name, parts in found.items():
        yield {"faults": faults, "policy": name, **_row(parts, ours), "cpu_seconds": spent[name]}


def _costs(parts: list[list[Course]]) -> list[np.ndarray[Any, np.dtype[np.float64]]]:
    return [np.array([course.cost for course in part]) for part in parts]


def _row(parts: list[list[Course]], ours: list[np.ndarray[Any, np.dtype[np.float64]]]) -> dict[str, Any]:
    costs = _costs(parts)
    more = [theirs - own for theirs, own in zip(costs, ours, strict=True)]
    courses = [course for part in parts for course in part]
    spent, over = mean(np.concatenate(costs)), mean(np.concatenate(more))
    return {
        "cases": len(courses),
        "cost": spent.value,
        "plus_minus": spent.plus_minus,
        "over_ours": over.value,
        "over_ours_plus_minus": over.plus_minus,
        "over_ours_percent": 100 * over.value / float(np.concatenate(ours).mean()),
        "over_ours_by_part": [float(part.mean()) for part in more],
        "solved": float(np.mean([course.solved for course in courses])),
        "steps": float(np.mean([course.steps for course in courses])),
    }
