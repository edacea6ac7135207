"""What a probe is, and what it is pointed at."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tournevis.facts import Datum, Reading

from .local import LocalMachine
from .machine import Machine


@dataclass(frozen=True)
class Target:
    """What is looked at: this machine, or a device by its address.

    Attributes:
        kind: "local" for the machine that `machine` stands for, "device" for something with an address.
        address: of a device: `ipp://`, `ipps://`, `http(s)://`, or the name of a print queue.
        options: where to look, as each probe declares (`path`, `folder`, `source` …).
        machine: who looks; live unless a test points it at recordings.
    """

    kind: Literal["local", "device"] = "local"
    address: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    machine: Machine = field(default_factory=LocalMachine)


@dataclass(frozen=True)
class Probe:
    """A read-only check.

    Attributes:
        id: as the fault base names it.
        names: what it looks at, in French and English.
        gives: every datum that it can give; each run says something about each.
        systems: where it can run; "network" for devices by their address.
        timeout: seconds after which it is cut off.
        read: yields readings; what it leaves out is said to be not given; may raise `Unread`.
        options: words of `Target.options` that it understands.
        needs: those of them without which it cannot look.
    """

    id: str
    names: Mapping[str, str]
    gives: tuple[Datum, ...]
    systems: frozenset[str]
    timeout: float
    read: Callable[[Target], Iterable[Reading]]
    options: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
