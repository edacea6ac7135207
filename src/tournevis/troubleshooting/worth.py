"""What the next step costs by kind, and what its success rests on: the parts behind the numbers of an advice."""

from dataclasses import asdict, dataclass, replace

import numpy as np

from .costs import Price, way_price
from .model import Model
from .openings import MACHINE_PROBE, READER_PROBE, Allowance, long_case, price_of, waiting_for, weariness
from .packs.content import Way
from .problem import Array
from .state import State


@dataclass(frozen=True)
class Success:
    """Why a remedy may end the trouble: done right x conditions hold x cures (Skaanning 2000).

    Attributes:
        done_right, holds: chances that its steps are carried out as written, and that what they need is so.
        cures: chance that it then ends the trouble, over the causes as they are believed.
    """

    done_right: float
    holds: float
    cures: float

    @property
    def total(self) -> float:
        """The chance that trying it ends the trouble."""
        return self.done_right * self.holds * self.cures


def numbers(parts: Price | Success | None) -> dict[str, float]:
    """The parts by name, as kept and shown; none where there is nothing to do."""
    return {name: round(value, 4) for name, value in asdict(parts).items()} if parts is not None else {}


def success_of(model: Model, remedy_id: str, belief: Array) -> Success:
    """The parts of a remedy's success; where closed cases taught another rate than the words, `cures` takes it up."""
    remedy, words = model.base.remedies[remedy_id], model.base.scales.likelihoods
    total = float(model.success[remedy_id] @ belief)
    done_right, holds = words[remedy.done_right], words[remedy.holds]
    if total > done_right * holds:
        # better than its author thought: steps and conditions are so too, alike
        done_right = holds = float(np.sqrt(total))
    return Success(done_right, holds, total / (done_right * holds))


def remedy_worth(model: Model, remedy_id: str, state: State, allowance: Allowance) -> Price:
    """What trying a remedy now costs by kind; one that was carried out already costs only its test."""
    remedy = model.base.remedies[remedy_id]
    if remedy_id in state.untested:
        return waiting_for(model, state, allowance)
    return price_of(model, remedy, state, allowance)


def way_worth(model: Model, way: Way, state: State, allowance: Allowance) -> Price:
    """What getting a fact now costs by kind; having been asked much already costs patience."""
    price = way_price(model.base, way, state.standing, allowance.here)
    if way.probe is None:
        return replace(price, patience=price.patience + weariness(state))
    if not allowance.reader_probes:
        return replace(price, technician=price.technician + MACHINE_PROBE)
    weary = long_case(state)
    return replace(price, technician=price.technician + READER_PROBE, patience=price.patience + weary)
