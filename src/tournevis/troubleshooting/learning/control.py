"""Has what works stopped working? A control chart of solved and unsolved cases, one by one, with its alarm.

A cumulative sum of log-likelihood ratios of each case under "fails as often as before" against "fails at `WORSE` times
the odds", never below zero; it alarms at `LIMIT` and begins anew. Of all charts with the same rate of false alarms it
is the quickest to see such a change (Moustakides 1986); for single cases: Reynolds and Stoumbos 1999, A CUSUM chart
for monitoring a proportion when inspecting continuously, Journal of Quality Technology 31(1); for surgical outcomes:
Steiner, Cook, Farewell and Treasure 2000, Biostatistics 1(4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from tournevis.troubleshooting.problem import Array

WORSE = 2.43  # odds of failing, as when success falls from 85 to 70 %
LIMIT = 4.0  # the sum at which it alarms: about one false alarm in 1,000 cases at 85 %
REFERENCE = 60  # cases before the watch begins that tell what is normal
EXPECTED, WORTH = 0.85, 20.0  # success that is expected where little is known, and how many cases that is worth
CELLS = 400  # into which the sum is cut to count false alarms


@dataclass(frozen=True)
class Watched:
    """A row of cases under watch.

    Attributes:
        normal: success that was usual before.
        sums: the sum after each watched case, shape (cases,).
        alarms: places of the cases at which it alarmed.
    """

    normal: float
    sums: tuple[float, ...]
    alarms: tuple[int, ...]


def normal_success(reference: Sequence[bool]) -> float:
    """What is usual, from the cases before the watch, shrunk towards what is expected of a good pack."""
    return (sum(reference) + WORTH * EXPECTED) / (len(reference) + WORTH)


def scores(normal: float, worse: float = WORSE) -> tuple[float, float]:
    """What a solved case and an unsolved one add to the sum; the first is negative, both in nats."""
    odds = (1.0 - normal) / normal * worse
    failing = odds / (1.0 + odds)
    return log((1.0 - failing) / normal), log(failing / (1.0 - normal))


def watch(cases: Iterable[bool], normal: float, limit: float = LIMIT) -> Watched:
    """The sum over cases in the order in which they ended (True: solved), begun anew at each alarm."""
    good, bad = scores(normal)
    total, sums, alarms = 0.0, [], []
    for place, solved in enumerate(cases):
        total = max(0.0, total + (good if solved else bad))
        sums.append(total)
        if total >= limit:
            alarms.append(place)
            total = 0.0
    return Watched(normal, tuple(sums), tuple(alarms))


def cases_to_alarm(normal: float, success: float, limit: float = LIMIT) -> float:
    """Mean cases until the alarm when cases are solved with probability `success` (its average run length).

    With `success` as `normal`, 1,000 over it is the rate of false alarms a thousand cases. The sum is a Markov chain
    on `CELLS` cells (Brook and Evans 1972).
    """
    good, bad = scores(normal)
    middles = (np.arange(CELLS) + 0.5) * limit / CELLS
    step = np.zeros((CELLS, CELLS))
    for chance, move in ((success, good), (1.0 - success, bad)):
        _move(step, np.maximum(middles + move, 0.0), chance, limit)
    lengths = np.linalg.solve(np.eye(CELLS) - step, np.ones(CELLS))
    return float(lengths[0])


def _move(step: Array, targets: Array, chance: float, limit: float) -> None:
    """Share each cell's chance over the two cells around where it goes, so that cutting adds no drift."""
    cells = np.clip(targets * CELLS / limit - 0.5, 0.0, None)
    low = np.floor(cells).astype(int)
    for place, weight in ((low, 1.0 - (cells - low)), (low + 1, cells - low)):
        inside = (targets < limit) & (place < CELLS)
        np.add.at(step, (np.flatnonzero(inside), place[inside]), chance * weight[inside])


def bounds(normal: float, cases: int, width: float = 3.0) -> tuple[float, float]:
    """Between which a share of so many cases mostly lies (p-chart; Montgomery, Introduction to Statistical Quality
    Control, ch. 7): `width` standard deviations either side.
    """
    spread = width * sqrt(normal * (1.0 - normal) / max(cases, 1))
    return max(0.0, normal - spread), min(1.0, normal + spread)
