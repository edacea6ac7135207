"""How many cases the authors' numbers are worth, and how far a single note may move one."""

from dataclasses import dataclass

import numpy as np

from tournevis.troubleshooting.problem import Array

WIDEST = 1.0  # standard deviation of log odds around an authored success, at most: a single case counts no more
LEAST_VARIANCE = 1e-4  # of an answer, p (1 - p): what is next to impossible is worth 15,600 cases, not more
LEAST_CASES = 0.5
SHIFT = 0.05  # allowance for what one note moves the spread of all successes


@dataclass(frozen=True)
class Strength:
    """How many cases an estimate is worth before the first case of a narrower scope (equivalent sample size).

    Attributes:
        causes: cases of any cause behind the priors.
        answers, success: cases of one fault behind its answers and behind a remedy's success.
    """

    causes: float
    answers: float
    success: float


WIDER = Strength(causes=60.0, answers=30.0, success=20.0)


def worth(chance: Array, spread: float) -> Array:
    """Cases that an authored chance is worth: those of the Beta whose log odds have about this standard deviation.

    Authors err by factors, so that a bold number weighs more than a middling one: at a spread of 0.8, 0.5 is
    worth five cases, 0.95 thirty-two.
    By the delta method the Beta's variance p (1 - p) / (n + 1) is (spread p (1 - p))^2.
    """
    cases = 1.0 / (spread**2 * np.maximum(chance * (1.0 - chance), LEAST_VARIANCE)) - 1.0
    return np.asarray(np.maximum(cases, LEAST_CASES))


def most_moved(scopes: int) -> float:
    """The most that a single note, true or false, can move the success of any remedy for any fault.

    In the whole, a failure moves a mean of m after n cases by m / (worth + n + 1): most for n = 0 and an authored 2/3,
    where p / (worth + 1) = spread^2 p^2 (1 - p) is 4/27 spread^2; a success the same, mirrored. The note also moves
    the spread itself a little: `SHIFT` is more than was ever found in a search for the worst (0.01), no proof. Each
    narrower level's mean moves at most by (1 + strength x move of the wider level) / (strength + 1).
    """
    move = 4.0 / 27.0 * WIDEST**2 + SHIFT
    for _ in range(scopes):
        move = (1.0 + WIDER.success * move) / (WIDER.success + 1.0)
    return move
