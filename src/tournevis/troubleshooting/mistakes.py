"""How often people's answers are mistaken: inferred in a case with its cause, and learnt from case to case.

Nobody tells it, and one case tells little: a handful of answers fit nearly as well whether one in ten is mistaken or
none. Many cases tell it well. Each closed case gives the chance of its answers under each share of mistakes; their
product, the old ones fading, weighs the shares for the next case.
"""

import numpy as np

from .problem import Array, Ints

SHARES = (0.0, 0.05, 0.1, 0.2, 0.3)  # of a case's answers that are another one than the fact's own
FIRST = (0.8, 0.05, 0.04, 0.04, 0.07)  # chance that a case is like each, before any case was closed
UNLIKE = 0.1  # share of the cases that are not like the others: they follow FIRST
MOST_TOLD = 1.5  # nats for or against a share that a single case may tell


def misheard(row: Array, answers: int | Ints, share: Array | float) -> Array:
    """P(an answer is heard | fault) where a share of them is any of the fact's other ones instead.

    Args:
        row: P(answer | fault), shape (faults,) or (answers, faults).
        answers: how many the fact has; or an array that broadcasts with `row`.
        share: one, or an array that broadcasts with `row`.
    """
    return np.asarray((1.0 - share) * row + share * (1.0 - row) / np.maximum(answers - 1, 1))


def told(fit: Array) -> Array:
    """What one case tells of the shares, in nats, bounded; adds up over cases.

    Args:
        fit: P(the case's answers | share) up to a common factor, shape (shares,), or (shares, cases) for many cases.
    """
    alike = np.log((1.0 - UNLIKE) * fit + UNLIKE * (np.array(FIRST) @ fit))
    return np.asarray(np.clip(alike - alike.mean(axis=0), -MOST_TOLD, MOST_TOLD))


def habit(sum_told: Array) -> tuple[float, ...]:
    """Chance that the next case is like each share, after what the cases told; sums to 1."""
    log = np.log(FIRST) + sum_told
    found = np.exp(log - log.max())
    mixed = (1.0 - UNLIKE) * found / found.sum() + UNLIKE * np.array(FIRST)
    return tuple(mixed.tolist())
