"""Which steps are open: what may still be asked, read or tried, by whom, behind which guards, at what cost."""

from dataclasses import dataclass

import numpy as np

from .model import Model, remedy_cost, way_cost
from .packs import Fact, Remedy
from .packs.content import Guard, RiskWord, Way
from .problem import Array
from .state import State

RISKS: tuple[RiskWord, ...] = ("none", "low", "medium", "high")
MACHINE_PROBE, READER_PROBE = 0.05, 0.5  # minutes' worth of a reading's wait, and of making it by hand
WEARY_ASKED, WEARY_UNKNOWN = 0.1, 0.5  # minutes' worth that each question asked before, each "I don't know", adds
DOUBT = 0.25  # share of the unknown cause above which nothing of medium or high risk is proposed
EVERYONE = frozenset({"user", "first_line", "second_line", "on_site"})


@dataclass(frozen=True)
class Allowance:
    """Who works on the case now, and what he may do and read.

    Attributes:
        roles: levels whose remedies may be proposed.
        probes: probe ids that can be read here.
        reader_probes: any probe may be put to the reader, who answers for the machine.
        max_risk: highest risk proposed without consent given beforehand.
        consent: remedies that the user agreed to already.
        answerers: who is there to answer questions.
    """

    roles: frozenset[str] = EVERYONE
    probes: frozenset[str] = frozenset()
    reader_probes: bool = False
    max_risk: RiskWord = "high"
    consent: frozenset[str] = frozenset()
    answerers: frozenset[str] = frozenset({"user", "technician"})


def open_ways(fact: Fact, state: State, allowance: Allowance) -> list[Way]:
    """The ways to get a fact that are still open here; none when it is known and not stale."""
    if fact.id in state.findings and fact.id not in state.stale:
        return []
    return [way for way in fact.ways if _is_open(fact, way, state, allowance)]


def _is_open(fact: Fact, way: Way, state: State, allowance: Allowance) -> bool:
    if way.probe is None:
        # a stale answer is read again by a machine, but nobody is asked the same thing twice
        return way.who in allowance.answerers and fact.id not in state.asked and fact.id not in state.stale
    used = state.read.get(fact.id, set())
    if allowance.reader_probes:
        return "*" not in used
    return way.probe in allowance.probes and way.probe not in used


def cheapest_way(model: Model, fact: Fact, state: State, allowance: Allowance) -> tuple[Way, float] | None:
    """The cheapest open way to a fact, with its cost in minutes' worth."""
    ways = enumerate(open_ways(fact, state, allowance))
    extra = READER_PROBE if allowance.reader_probes else MACHINE_PROBE
    costs = [
        (way_cost(model.base, way, state.standing) + (extra if way.probe else _weariness(state)), n, way)
        for n, way in ways
    ]
    if not costs:
        return None
    cost, _, way = min(costs, key=lambda item: item[:2])
    return way, max(cost, 0.001)


def _weariness(state: State) -> float:
    """What one more question costs a user who was asked much already, and more when he seldom knew; minutes' worth."""
    return WEARY_ASKED * len(state.asked) + WEARY_UNKNOWN * len(state.asked - state.findings.keys())


@dataclass(frozen=True)
class OpenRemedy:
    """A remedy that may be proposed, after the guards that do not hold yet.

    Attributes:
        cost: of the remedy and of what its guards want first.
        chance: that the guards still to be asked will let it pass.
        unmet: those guards, in order.
    """

    remedy: Remedy
    cost: float
    chance: float
    unmet: tuple[Guard, ...]


def allowed(remedy: Remedy, allowance: Allowance) -> bool:
    """Whether this reader may be shown the remedy at all."""
    within = RISKS.index(remedy.risk.worst) <= RISKS.index(allowance.max_risk)
    return remedy.by in allowance.roles and (within or remedy.id in allowance.consent)


def _rash(remedy: Remedy, belief: Array) -> bool:
    """Whether a remedy could do harm in a case that may well have a cause nobody knows; containing harm never is."""
    harmful = RISKS.index(remedy.risk.worst) >= RISKS.index("medium") and remedy.kind != "containment"
    return harmful and float(belief[-1]) > DOUBT


def open_remedy(model: Model, remedy: Remedy, state: State, belief: Array, allowance: Allowance) -> OpenRemedy | None:
    """The remedy with its cost, or None when it was tried, a guard forbids it, or it may not be shown or risked."""
    if state.verdict(remedy.id) is not None or not allowed(remedy, allowance):
        return None
    if _rash(remedy, belief):
        return None
    cost, chance, unmet = remedy_cost(model.base, remedy, state.standing), 1.0, []
    for guard in remedy.guards:
        price = _guard_price(model, guard, state, belief, allowance)
        if price is None:
            return None
        extra, odds = price
        cost, chance = cost + extra, chance * odds
        if extra > 0:
            unmet.append(guard)
    return OpenRemedy(remedy, max(cost, 0.01), chance, tuple(unmet))


def _guard_price(
    model: Model, guard: Guard, state: State, belief: Array, allowance: Allowance
) -> tuple[float, float] | None:
    """Cost of making a guard hold and the chance that it will; (0, 1) where it holds, None where it cannot."""
    if guard.done is not None:
        if state.done(guard.done):
            return 0.0, 1.0
        first = open_remedy(model, model.base.remedies[guard.done], state, belief, allowance)
        return None if first is None else (first.cost, first.chance)
    fact = model.base.facts[guard.fact or ""]
    known = state.findings.get(fact.id)
    if known is not None:
        return (0.0, 1.0) if known.answer in guard.is_ else None
    way = cheapest_way(model, fact, state, allowance)
    if way is None:
        return None
    odds = sum(float(model.answer_row(fact.id, answer) @ belief) for answer in guard.is_)
    return way[1], float(np.clip(odds, 0.0, 1.0))
