"""What a step costs, in minutes' worth, kept apart by kind: time and whose, money, risk, patience."""

from dataclasses import dataclass
from typing import Literal

from .packs import Base, Remedy
from .packs.content import Way

Channel = Literal["any", "phone", "remote", "on_site"]
THERE = frozenset({"on_site", "user_present"})  # set-ups that stand for whoever is at the machine himself
HANDS = frozenset({"on_site", "case_open"})  # set-ups that need somebody's hands at the machine
MACHINE_ATTENTION = 0.1  # a machine's reading takes nobody's attention: its seconds weigh a tenth


@dataclass(frozen=True)
class Circumstances:
    """How those who work on a case reach its machine.

    Attributes:
        channel: by phone, what a technician does there the user does on his word; on site, he is at the machine.
        at_home: the machine is where nobody goes to: hands and tools are the user's own.
        out_of_hours: going there and reaching another level cost more.
    """

    channel: Channel = "any"
    at_home: bool = False
    out_of_hours: bool = False

    @property
    def there(self) -> bool:
        """Whether a technician is at the machine."""
        return self.channel == "on_site"

    def standing(self, standing: frozenset[str]) -> frozenset[str]:
        """The set-ups that need not be paid, beside those that stand already."""
        return standing | THERE if self.there else standing

    def reaches(self, setups: frozenset[str], by: str) -> bool:
        """Whether a step with these set-ups, for that level, can be done at all: nobody opens a case over the phone."""
        return not self.at_home or self.there or (by != "on_site" and not setups & HANDS)


ANYHOW = Circumstances()


@dataclass(frozen=True)
class Price:
    """A step's cost by kind, in minutes' worth; the kinds are added, never traded for one another here.

    Attributes:
        technician, user: time of each, weighed.
        going: time to get ready: set-ups that do not stand yet, and reaching the level that may do it.
        money, risk, patience: what they are worth.
    """

    technician: float = 0.0
    user: float = 0.0
    going: float = 0.0
    money: float = 0.0
    risk: float = 0.0
    patience: float = 0.0

    @property
    def time(self) -> float:
        """All time, whosever it is."""
        return self.technician + self.user + self.going

    @property
    def total(self) -> float:
        """The four kinds together."""
        return self.time + self.money + self.risk + self.patience


NOTHING = Price()


def setup_price(base: Base, name: str, here: Circumstances = ANYHOW) -> float:
    """What a set-up that does not stand yet costs."""
    dear = base.scales.out_of_hours if here.out_of_hours and name == "on_site" else 1.0
    return base.scales.setups[name] * dear


def level_price(base: Base, level: str, here: Circumstances = ANYHOW) -> float:
    """What reaching a level costs; nothing where somebody of it is there."""
    if level == "on_site" and here.there:
        return 0.0
    return base.scales.levels[level] * (base.scales.out_of_hours if here.out_of_hours else 1.0)


def remedy_price(
    base: Base, remedy: Remedy, standing: frozenset[str] = frozenset(), here: Circumstances = ANYHOW
) -> Price:
    """What trying a remedy costs; a set-up that stands already costs nothing."""
    scales, risk, minutes = base.scales, remedy.risk, remedy.minutes
    stands = here.standing(standing)
    level = 0.0 if remedy.by == "on_site" and "on_site" in stands else level_price(base, remedy.by, here)
    # over the phone the user is on the line for as long as the technician works
    user = max(minutes.user, minutes.technician) if _on_the_line(remedy, here) else minutes.user
    return Price(
        technician=scales.weights["technician"] * minutes.technician,
        user=scales.weights["user"] * user,
        going=level + sum(setup_price(base, name, here) for name in remedy.setups if name not in stands),
        money=scales.weights["euro"] * scales.money[remedy.money],
        risk=scales.risk[risk.data_loss] + scales.risk[risk.security] + scales.risk[risk.downtime],
        patience=scales.patience[remedy.patience],
    )


def _on_the_line(remedy: Remedy, here: Circumstances) -> bool:
    return here.channel == "phone" and remedy.by != "on_site"


def way_price(base: Base, way: Way, standing: frozenset[str] = frozenset(), here: Circumstances = ANYHOW) -> Price:
    """What getting a fact this way costs."""
    scales = base.scales
    time = way.minutes * (MACHINE_ATTENTION if way.probe else 1.0)
    asks = way.ask is not None and way.who == "user"
    talks = asks or (way.ask is not None and here.channel == "phone")
    missing = way.needs is not None and way.needs not in here.standing(standing)
    return Price(
        technician=0.0 if asks else scales.weights["technician"] * time,
        user=scales.weights["user"] * time if talks else 0.0,
        going=setup_price(base, way.needs, here) if missing and way.needs else 0.0,
        patience=scales.patience[way.patience],
    )
