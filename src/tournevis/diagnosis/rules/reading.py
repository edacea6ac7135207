"""What a device tells by itself: the server asks it over the network, outside any transaction, for a limited time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils import timezone

from tournevis import probing
from tournevis.assets.models import Asset
from tournevis.assets.rules import note_readings
from tournevis.desk.models import Entry, Ticket
from tournevis.diagnosis import engine
from tournevis.facts import Outcome, Reading
from tournevis.people.models import User
from tournevis.people.rules import require
from tournevis.troubleshooting import Allowance, Event, Session
from tournevis.troubleshooting.openings import open_ways
from tournevis.troubleshooting.state import State

from .acting import Act, carry_out

Readings = Mapping[str, Iterable[Reading]]


def target_of(asset: Asset | None) -> probing.Target | None:
    """How a device is reached from here; None for what has no address, and for machines that speak for themselves."""
    if asset is None or asset.kind != Asset.Kind.PRINTER or not asset.address:
        return None
    address = asset.address if "://" in asset.address else f"ipp://{asset.address}/ipp/print"
    return probing.Target("device", address)


def readable(asset: Asset | None) -> frozenset[str]:
    """The probes that can be run from here on the machine of a ticket, and that tell a fact of the base."""
    target = target_of(asset)
    if target is None:
        return frozenset()
    base = engine.model().base
    return frozenset(probe for probe in probing.available(target) if base.facts_of_probe(probe))


def wanting(session: Session, probes: frozenset[str]) -> frozenset[str]:
    """Those of `probes` that have something to tell still: never read, or made doubtful by a remedy."""
    here = Allowance(probes=probes, answerers=frozenset())
    return frozenset(
        probe
        for probe in probes
        if any(
            way.probe == probe
            for fact, _way in session.base.facts_of_probe(probe)
            for way in open_ways(fact, session.state, here)
        )
    )


def read(ticket: Ticket, *, by: User, probes: frozenset[str] | None = None) -> int | None:
    """Read the ticket's device now and take in what it says.

    Args:
        probes: which; all that tell something by default.

    Returns:
        how many facts it told, or none of which it could; 0 when all is as it was; None where there is none to read.

    Raises:
        NotAllowed: `by` may not see the ticket. Refused: it is finished.
    """
    require(by, "diagnosis.act", ticket)
    target, chosen = target_of(ticket.asset), probes or readable(ticket.asset)
    if target is None or not chosen:
        return None
    found = {probe: probing.run(probe, target) for probe in sorted(chosen)}
    assert ticket.asset is not None
    note_readings(ticket.asset, [one for group in found.values() for one in group], now=timezone.now())
    source, told = ticket.asset.name, 0

    def do(act: Act) -> None:
        nonlocal told
        told = take_in(act, found, source)

    carry_out(ticket, do, by=None)
    return told


def take_in(act: Act, found: Readings, source: str) -> int:
    """Take into the case what the probes of a machine read: told in the timeline, asked of nobody.

    Returns:
        how many facts are new or changed; a reading that only repeats the last one leaves no trace.
    """
    because: list[str] = []
    for probe, group in found.items():
        before, readings = act.session.events, {reading.name: reading for reading in group}
        known = act.session.state
        added = act.session.read_probe(probe, readings)
        if all(_repeats(event, known) for event in added):
            act.session = engine.session(before, of=act.session.model, budget=act.session.budget, seed=act.session.seed)
            continue
        because += [one.because for one in readings.values() if one.outcome is not Outcome.VALUE and one.because]
    if not act.new:
        return 0
    told = [[event.id, event.value] for event in act.new if event.kind == "answer"]
    act.tell(Entry.Kind.FINDING, {"act": "read", "of": source, "found": told, "because": _often(because)})
    act.keep()
    return len(act.new)


def _repeats(event: Event, known: State) -> bool:
    """Whether it says what was read before, and still holds."""
    if event.kind == "unread":
        return event.via.removeprefix("probe:") in known.read.get(event.id, ()) and event.id not in known.findings
    finding = known.findings.get(event.id)
    same = finding is not None and finding.answer == event.value and finding.via == event.via
    return same and event.id not in known.stale


def failure(events: Iterable[Event]) -> str:
    """Why the last reading gave nothing, in the probe's words; empty when it gave something, or there was none."""
    because = ""
    for event in events:
        if event.kind == "unread":
            because = str((event.data.get("reading") or {}).get("because") or event.value or "")
        elif event.via.startswith("probe:"):
            because = ""
    return because


def _often(reasons: list[str]) -> str:
    return max(sorted(set(reasons)), key=reasons.count, default="")
