"""Which steps are open: what may still be asked, read or tried, by whom, behind which guards, at what cost."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .costs import NOTHING, Channel, Circumstances, Price, remedy_price, setup_price
from .model import Model
from .packs import Fact, Remedy
from .packs.content import Guard, Risk, RiskWord, Way
from .problem import Array
from .state import State

RISKS: tuple[RiskWord, ...] = ("none", "low", "medium", "high")
MACHINE_PROBE, READER_PROBE = 0.05, 0.5  # minutes' worth of a reading's wait, and of making it by hand
WEARY_ASKED, WEARY_UNKNOWN = 0.1, 0.5  # minutes' worth that each question asked before, each "I don't know", adds
PATIENT, WEARY_LONG = 12, 1.0  # steps by hand after which each one more adds so much to what comes next
DOUBT = 0.25  # as organisations want it unless they say otherwise, see `Allowance`
EVERYONE = frozenset({"user", "first_line", "second_line", "on_site"})


@dataclass(frozen=True)
class Allowance:
    """Who works on the case now, and what he may do and read.

    Attributes:
        roles: levels whose remedies may be proposed.
        probes: probe ids that can be read here.
        reader_probes: any probe may be put to the reader, who answers for the machine.
        max_risk: highest risk proposed without consent given beforehand.
        max_data_loss, max_security, max_downtime: the same of one kind of risk only.
        consent: remedies that the user agreed to already.
        answerers: who is there to answer questions.
        doubt: share of the unknown cause above which nothing of medium or high risk is proposed.
        channel, at_home, out_of_hours: how the machine is reached, see `costs.Circumstances`.
    """

    roles: frozenset[str] = EVERYONE
    probes: frozenset[str] = frozenset()
    reader_probes: bool = False
    max_risk: RiskWord = "high"
    max_data_loss: RiskWord = "high"
    max_security: RiskWord = "high"
    max_downtime: RiskWord = "high"
    consent: frozenset[str] = frozenset()
    answerers: frozenset[str] = frozenset({"user", "technician"})
    doubt: float = DOUBT
    channel: Channel = "any"
    at_home: bool = False
    out_of_hours: bool = False

    @cached_property
    def here(self) -> Circumstances:
        """How the machine is reached."""
        return Circumstances(self.channel, self.at_home, self.out_of_hours)

    def bears(self, risk: Risk) -> bool:
        """Whether a risk is within every bound."""
        bounds = ((risk.worst, self.max_risk), (risk.data_loss, self.max_data_loss))
        more = ((risk.security, self.max_security), (risk.downtime, self.max_downtime))
        return all(RISKS.index(word) <= RISKS.index(most) for word, most in (*bounds, *more))


def open_ways(fact: Fact, state: State, allowance: Allowance) -> list[Way]:
    """The ways to get a fact that are still open here; none when it is known and not stale."""
    if fact.id in state.findings and fact.id not in state.stale | state.reopened:
        return []
    return [way for way in fact.ways if _is_open(fact, way, state, allowance)]


def _is_open(fact: Fact, way: Way, state: State, allowance: Allowance) -> bool:
    if way.needs and not allowance.here.reaches(frozenset({way.needs}), "user"):
        return False
    if way.probe is None:
        # a stale answer is read again by a machine, but nobody is asked the same thing twice
        again = fact.id in state.stale and fact.id not in state.reopened
        return way.who in allowance.answerers and fact.id not in state.asked and not again
    used = state.read.get(fact.id, set())
    if allowance.reader_probes:
        return "*" not in used
    return way.probe in allowance.probes and way.probe not in used


@dataclass(frozen=True)
class Extra:
    """What getting any fact costs in this case beside its own way, minutes' worth: by a probe, by asking."""

    probe: float
    ask: float


def extra(state: State, allowance: Allowance) -> Extra:
    """What each fact costs more here and now; the same for all, so that it is counted once for an advice."""
    return Extra(READER_PROBE + long_case(state) if allowance.reader_probes else MACHINE_PROBE, weariness(state))


def cheapest_way(
    model: Model, fact: Fact, state: State, allowance: Allowance, more: Extra | None = None
) -> tuple[Way, float] | None:
    """The cheapest open way to a fact, with its cost in minutes' worth.

    Args:
        more: `extra` of this state, where it was counted before.
    """
    ways = open_ways(fact, state, allowance)
    if not ways:
        return None
    more = more or extra(state, allowance)
    prices = model.way_costs(state.standing, allowance.here)
    costs = [prices(way) + (more.probe if way.probe else more.ask) for way in ways]
    least = min(costs)
    return ways[costs.index(least)], max(least, 0.001)


def weariness(state: State) -> float:
    """What one more question costs a user who was asked much already, and more when he seldom knew; minutes' worth."""
    unknown = len(state.asked - state.findings.keys())
    return WEARY_ASKED * len(state.asked) + WEARY_UNKNOWN * unknown + long_case(state)


def long_case(state: State) -> float:
    """What a step by hand costs more in a case that goes on and on: it ends in a hand-over; minutes' worth."""
    by_hand = len(state.asked) + sum("*" in ways for ways in state.read.values()) + len(state.trials)
    return WEARY_LONG * max(0, by_hand - PATIENT)


@dataclass(frozen=True)
class OpenRemedy:
    """A remedy that may be proposed, after the guards that do not hold yet.

    Attributes:
        cost: of the remedy and of what its guards want first.
        price: of the remedy alone, by kind.
        needs: set-ups within its cost that do not stand yet and that other remedies may share.
        chance: that the guards still to be asked will let it pass.
        unmet: those guards, in order.
    """

    remedy: Remedy
    cost: float
    chance: float
    unmet: tuple[Guard, ...]
    price: Price = NOTHING
    needs: frozenset[str] = frozenset()


def allowed(remedy: Remedy, allowance: Allowance) -> bool:
    """Whether this reader may be shown the remedy at all."""
    if remedy.by not in allowance.roles or not allowance.here.reaches(frozenset(remedy.setups), remedy.by):
        return False
    return allowance.bears(remedy.risk) or remedy.id in allowance.consent


def _rash(remedy: Remedy, belief: Array, doubt: float) -> bool:
    """Whether a remedy could do harm in a case that may well have a cause nobody knows; containing harm never is."""
    harmful = RISKS.index(remedy.risk.worst) >= RISKS.index("medium") and remedy.kind != "containment"
    return harmful and float(belief[-1]) > doubt


def price_of(model: Model, remedy: Remedy, state: State, allowance: Allowance) -> Price:
    """What trying a remedy costs here and now, by kind; the faults that it may bring about are part of its risk."""
    price = remedy_price(model.base, remedy, state.standing, allowance.here)
    harm, weary = model.harm.get(remedy.id, 0.0), long_case(state)
    if harm == weary == 0.0:
        return price
    return replace(price, risk=price.risk + harm, patience=price.patience + weary)


def open_remedy(model: Model, remedy: Remedy, state: State, belief: Array, allowance: Allowance) -> OpenRemedy | None:
    """The remedy with its cost, or None when it was tried, a guard forbids it, or it may not be shown or risked."""
    if state.verdict(remedy.id) is not None or not allowed(remedy, allowance):
        return None
    if _rash(remedy, belief, allowance.doubt):
        return None
    price = price_of(model, remedy, state, allowance)
    cost, chance, unmet = price.total, 1.0, []
    for guard in remedy.guards:
        extra = _guard_price(model, guard, state, belief, allowance)
        if extra is None:
            return None
        cost, chance = cost + extra[0], chance * extra[1]
        if extra[0] > 0:
            unmet.append(guard)
    needs = frozenset(remedy.setups) - allowance.here.standing(state.standing)
    return OpenRemedy(remedy, max(cost, 0.01), chance, tuple(unmet), price, needs)


def waiting_for(model: Model, state: State, allowance: Allowance) -> Price:
    """What the test costs that repairs done in a row still wait for: their set-ups that only then are due."""
    base = model.base
    due = {name for remedy in state.untested for name in base.remedies[remedy].setups if name in base.scales.passing}
    return Price(going=sum(setup_price(base, name, allowance.here) for name in due))


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
