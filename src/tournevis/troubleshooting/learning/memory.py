"""How fast old cases should fade: as slowly as it does not hurt to foretell the latest ones.

Many cases teach more than few, so that a steady world is best remembered long; a changed one is not. Each memory is
tried on what it did not see: learnt from the cases before the last days, it foretells those of the last days.
(Prequential scoring: Dawid 1984.)
"""

from collections.abc import Sequence

import numpy as np

from tournevis.troubleshooting.model import Model

from .counts import HALF_LIFE, WHOLE, Tally, count
from .notes import Note
from .posterior import learn

HALF_LIVES = (10.0, 40.0, HALF_LIFE)  # the last is the usual one
LATEST = 5.0  # days that are foretold
CLEARLY = 3.0  # nats by which a shorter memory must foretell better


def half_life(model: Model, notes: Sequence[Note], today: float) -> float:
    """The half-life to count the notes with today, in days."""
    before = [item for item in notes if item.day < today - LATEST]
    latest = count(model, [item for item in notes if item.day >= today - LATEST], today, np.inf).get(WHOLE)
    if latest is None or not before:
        return HALF_LIVES[-1]
    scores = [foretold(learn(model, count(model, before, today - LATEST, life)), latest) for life in HALF_LIVES]
    scores[-1] += CLEARLY
    return HALF_LIVES[int(np.argmax(scores))]


def foretold(model: Model, seen: Tally) -> float:
    """How well a model foretells causes, answers and outcomes that were seen, in nats; 0 is perfect."""
    found = float(seen.causes @ np.log(np.maximum(model.prior, 1e-9)))
    for fact, cases in seen.answers.items():
        found += float((cases * np.log(np.maximum(model.likelihood[fact], 1e-9))).sum())
    for remedy in seen.worked.keys() | seen.failed.keys():
        success = np.clip(model.success[remedy], 1e-3, 1.0 - 1e-3)
        found += float((seen.worked.get(remedy, 0.0) * np.log(success)).sum())
        found += float((seen.failed.get(remedy, 0.0) * np.log(1.0 - success)).sum())
    return found
