"""The fault that is hardest to tell from one fault; for a single one far quicker than for the whole base."""

import numpy as np

from tournevis.troubleshooting.model import Model
from tournevis.troubleshooting.quality.neighbours import Neighbour


def hardest(model: Model, fault: str) -> Neighbour | None:
    """The nearest neighbour of a fault and the finding that tells them apart best; None where it is the only one."""
    known, place = len(model.faults) - 1, model.index[fault]
    if known < 2:
        return None
    apart, best = np.zeros(known), np.zeros(known, dtype=np.int64)
    for at, rows in enumerate(model.likelihood.values()):
        between = np.abs(rows[:, :known] - rows[:, [place]]).sum(axis=0) / 2
        better = between > apart
        apart[better], best[better] = between[better], at
    apart[place] = np.inf
    other = int(np.argmin(apart))
    return Neighbour(fault, model.faults[other], tuple(model.likelihood)[best[other]], float(apart[other]))
