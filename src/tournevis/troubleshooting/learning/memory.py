"""How far back cases should be remembered: as far as it does not hurt to foretell the latest ones.

Many cases teach more than few, so that a steady world is best remembered long; one that changed is not. Each memory is
tried on what it did not see: learnt from the cases before the last days, it foretells those of the last days.
(Prequential scoring: Dawid 1984.)
"""

from collections.abc import Iterable, Sequence

import numpy as np

from tournevis.troubleshooting.model import Model

from .counts import WHOLE, Tally, count
from .notes import Note
from .posterior import learn

EVER = float("inf")
MEMORIES = (10.0, 20.0, 40.0, EVER)  # days
LATEST = 5.0  # days that are foretold
CLEARLY = 3.0  # nats by which a shorter memory must foretell better


def memory(model: Model, notes: Sequence[Note], today: float) -> float:
    """How many days the notes should be remembered today; `EVER` for all of them."""
    before = [item for item in notes if item.day < today - LATEST]
    latest = count(model, remembered(notes, today, LATEST), today).get(WHOLE)
    if latest is None or not before:
        return EVER
    told = [count(model, remembered(before, today, days), today - LATEST) for days in MEMORIES]
    scores = [foretold(learn(model, counts), latest) for counts in told]
    scores[-1] += CLEARLY
    return MEMORIES[int(np.argmax(scores))]


def remembered(notes: Iterable[Note], today: float, days: float) -> list[Note]:
    """The notes of the last days."""
    return [item for item in notes if item.day >= today - days]


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
