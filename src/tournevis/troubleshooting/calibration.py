"""How far the engine's figures can be believed: said against happened, in cases whose cause is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .belief import believe
from .crowd import Beliefs
from .model import OTHER, Model
from .openings import RISKS
from .packs.content import RiskWord
from .problem import Array, Ints
from .worlds import Trace

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Moments at which about the same was said: how many, what was said, how often it was right."""

    weight: float
    said: float
    right: float


def bins(said: Array, right: Array, weight: Array, count: int = BINS) -> tuple[Bin, ...]:
    """The reliability curve, in equal widths of what was said; empty ones left out.

    Args:
        said: the probability of the leading cause, shape (moments,).
        right: 1 where it was the cause, shape (moments,).
        weight: of each moment, shape (moments,); the bins' weights sum to 1.
    """
    place = np.minimum((said * count).astype(int), count - 1)
    total, found = weight.sum(), []
    for n in range(count):
        here = place == n
        mass = float(weight[here].sum())
        if mass > 0:
            found.append(
                Bin(mass / total, float(said[here] @ weight[here]) / mass, float(right[here] @ weight[here]) / mass)
            )
    return tuple(found)


def expected_error(curve: Iterable[Bin]) -> float:
    """Expected calibration error: mean gap between what was said and what happened (Naeini et al. 2015)."""
    return sum(item.weight * abs(item.said - item.right) for item in curve)


def moments(traces: Iterable[Trace]) -> tuple[Array, Array, Array]:
    """What was said of the leading cause at each decision, whether it was right, and a weight: a case counts one."""
    said, right, weight = [], [], []
    for trace in traces:
        model = trace.model
        cause = trace.hidden.fault if trace.hidden.fault in model.index else OTHER
        for state, _step in trace.met:
            belief = believe(model, state)
            first = int(belief.argmax())
            said.append(float(belief[first]))
            right.append(float(model.faults[first] == cause))
            weight.append(1.0 / len(trace.met))
    return np.array(said), np.array(right), np.array(weight)


def each_step(found: Beliefs, true: Ints) -> tuple[Array, Array, Array]:
    """The same three for many cases at once: at the start and after each answer.

    Args:
        true: place of each case's cause in the model, shape (cases,).
    """
    met = np.arange(len(found.said))[:, None] <= found.asked
    weight = met / (found.asked + 1.0)
    return found.said[met], (found.leading == true)[met].astype(float), weight[met]


def at_the_end(found: Beliefs, true: Ints) -> tuple[Array, Array, Array]:
    """The same after the last answer only."""
    case = np.arange(len(true))
    said, right = found.said[found.asked, case], found.leading[found.asked, case] == true
    return said, right.astype(float), np.ones(len(true))


def leading(trace: Trace) -> str:
    """The cause believed most before the last remedy was proposed: its outcome must not name its own cause."""
    before = [state for state, _step in trace.met if state.solved_by is None]
    return trace.model.faults[int(believe(trace.model, before[-1]).argmax())]


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean over the causes that occur of the harmonic mean of precision and recall; pairs of (cause, said)."""
    scores = []
    for cause in {true for true, _ in pairs}:
        hit = sum(true == said == cause for true, said in pairs)
        named = sum(cause in pair for pair in pairs) + hit
        scores.append(2 * hit / named)
    return float(np.mean(scores)) if scores else 0.0


def took_risk(model: Model, trace: Trace, least: RiskWord = "medium") -> bool:
    """Whether a remedy of at least that risk was tried."""
    floor = RISKS.index(least)
    return any(RISKS.index(model.base.remedies[remedy].risk.worst) >= floor for remedy in trace.tried)


def needless(model: Model, trace: Trace) -> bool:
    """Whether a cause that the base knows was handed over while a remedy that would have ended it was left untried."""
    left = trace.hidden.works - set(trace.tried)
    return not trace.solved and trace.hidden.fault in model.index and bool(left)
