"""What a remedy's outcome tells of the faults: that it failed, that it took a part away, that it may only have hidden.

Under the single-fault assumption a trouble that gets better without going away had two causes, of which one is left.
What was told before then spoke of either; the rest of the case is about the one that is left, with the same prior as
any other cause.
"""

from dataclasses import dataclass

import numpy as np

from .model import Model
from .problem import Array
from .state import Trial


@dataclass(frozen=True)
class Gone:
    """A fault that was repaired while another stayed.

    Attributes:
        position: of the outcome that told so.
        share: P(it was this fault), shape (faults,), sums to 1.
    """

    position: int
    share: Array


def together(model: Model, trial: Trial) -> Array:
    """P(the fault is repaired) by all that was tested at once, shape (faults,)."""
    failed = np.prod([1.0 - model.success[remedy] for remedy in trial.tested], axis=0)
    return np.asarray(1.0 - failed)


def silenced(model: Model, trial: Trial) -> Array:
    """P(the trouble only seems gone | fault): not repaired, but hidden, shape (faults,)."""
    stays = np.ones(len(model.faults))
    for remedy in trial.tested:
        stays = stays * (1.0 - model.hides.get(remedy, 0.0))
    return np.asarray((1.0 - together(model, trial)) * (1.0 - stays))


def with_gone(row: Array, gone: tuple[Gone, ...], position: int) -> Array:
    """P(what was told | the fault that is left) where some of those that are gone may be what it spoke of.

    Each of the faults that were there is as likely as another to be what shows, shape (faults,).
    """
    there = [row, *(np.full(len(row), row @ one.share) for one in gone if one.position > position)]
    return np.asarray(np.mean(there, axis=0)) if len(there) > 1 else row


def outcome(model: Model, trial: Trial, belief: Array, gone: tuple[Gone, ...]) -> Array | None:
    """P(the outcome | fault), up to a common factor, shape (faults,); None where it tells nothing.

    Args:
        belief: before it; what a remedy may cause takes its share from the faults that it repairs.
    """
    cures = together(model, trial)
    if trial.verdict == "solved":
        return np.maximum(cures + silenced(model, trial), 1e-6)
    if trial.verdict not in ("not_solved", "partly"):
        return None
    caused = _caused(model, trial, cures, belief)
    if not cures.any() and not caused.any():
        return None
    row = 1.0 - cures - silenced(model, trial) + caused
    if trial.verdict == "partly":
        share = next((one.share for one in gone if one.position == trial.position), np.zeros(len(row)))
        row = row * (1.0 - share)
    return np.asarray(row)


def _caused(model: Model, trial: Trial, cures: Array, belief: Array) -> Array:
    """What the faults that a remedy may bring about gain: it repaired the first cause and left them instead."""
    chance = np.zeros(len(belief))
    for remedy in trial.tested:
        chance = chance + model.causes.get(remedy, 0.0)
    return np.asarray(chance * float(belief @ cures) / np.maximum(belief, 1e-12))


def hidden(model: Model, trial: Trial, belief: Array) -> float:
    """P(the trouble is only hidden | it seems gone, belief after that)."""
    ends, hides = together(model, trial), silenced(model, trial)
    return float(belief @ (hides / np.maximum(ends + hides, 1e-12)))
