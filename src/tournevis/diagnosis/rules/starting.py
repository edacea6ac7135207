"""A diagnosis begins: with the words of the complaint, and with what is known of the machine already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from tournevis.assets.models import Asset, AssetFact
from tournevis.assets.rules.facts import reading
from tournevis.desk.models import Entry, Ticket
from tournevis.desk.rules import change_field
from tournevis.desk.rules.writing import writing
from tournevis.diagnosis import engine, experience, storing
from tournevis.diagnosis.models import Diagnosis
from tournevis.facts import Outcome, Reading, classify
from tournevis.knowledge.queries import Edition, edition_for
from tournevis.people.models import User
from tournevis.people.rules import require
from tournevis.troubleshooting import Event, Model, Session

from . import correcting
from .acting import Act, carry_out
from .reading import readable

# Families that a machine of a kind is chosen for. One's words may well name none: "it does not print any more".
CONCERNS: dict[str, frozenset[str]] = {
    Asset.Kind.PRINTER: frozenset(["printing", "scanning"]),
    Asset.Kind.SCREEN: frozenset(["display", "boot", "cabling", "power"]),
    Asset.Kind.PHONE: frozenset(["telephony", "mobile"]),
}
CHOSEN = 10.0  # judgement: how much oftener a device is chosen when the trouble is of such a family than when not
FRESH = timedelta(hours=1)  # how long what a machine said of itself is taken for true without looking again


def start(ticket: Ticket, *, by: User) -> Diagnosis:
    """Begin the diagnosis of `ticket`, or give the one it has.

    The words of the complaint are understood; what the machine said of itself lately is known, and not asked.

    Raises:
        NotAllowed: `by` may not see the ticket.
    """
    require(by, "diagnosis.act", ticket)
    known = Diagnosis.objects.filter(ticket=ticket).first()
    if known is not None:
        return known
    # Understanding takes milliseconds and no lock: it is done before the ticket is held.
    edition = edition_for(ticket.organisation)
    heard = engine.understand(ticket.complaint, correcting.lessons_of(ticket), edition)
    with writing(ticket) as fresh:
        diagnosis, made = Diagnosis.objects.get_or_create(
            ticket=fresh,
            defaults={
                "base_version": engine.model_of(edition).base.version,
                "release_id": edition.release,
                "version_id": edition.version,
                "locale": fresh.requester.language,
                "counts": experience.counts_for(fresh, timezone.now().date()).to_json(),
            },
        )
        if not made:
            return diagnosis
        act = Act(fresh, diagnosis, storing.load(diagnosis), by=None, now=timezone.now())
        act.session.understood(
            weights_for(fresh.asset, heard.weights, edition),
            complaint=ticket.complaint[: engine.MAX_COMPLAINT],
            language=fresh.requester.language,
            symptoms=heard.symptoms,
        )
        act.tell(Entry.Kind.FINDING, {"act": "understood", "symptoms": list(heard.symptoms)})
        for fact, answer in heard.facts.items():
            act.session.answer(fact, answer, via="stated")
            act.tell(Entry.Kind.FINDING, {"act": "answer", "id": fact, "value": answer})
        if fresh.asset and not readable(fresh.asset):
            # a device that can be asked now is asked: a jam of an hour ago says nothing of this one
            recall(act, fresh.asset)
        act.keep()
    return diagnosis


def change_machine(ticket: Ticket, asset: Asset | None, *, by: User) -> None:
    """Say which machine the ticket is about; what is known of it is taken in, and not asked.

    Raises:
        NotAllowed: `by` is no technician. Refused: it is of another organisation, or the ticket is finished.
    """
    require(by, "diagnosis.lead", ticket)

    def do(act: Act) -> None:
        changed = change_field(act.ticket, "asset", asset, by=by)
        if changed:
            _reason_anew(act, asset)
        if changed and asset is not None:
            act.by = None
            recall(act, asset)
            act.keep()

    carry_out(ticket, do, by=by)


def _reason_anew(act: Act, asset: Asset | None) -> None:
    """Go on with what was learnt of another machine's model, from the same day's counts."""
    counts = experience.of_machine(experience.Counts.from_json(act.diagnosis.counts), asset)
    act.diagnosis.counts = counts.to_json()
    act.diagnosis.save(update_fields=["counts", "updated_at"])
    act.session = storing.load(act.diagnosis)


def weights_for(asset: Asset | None, weights: Mapping[str, float], edition: Edition) -> Mapping[str, float]:
    """The likelihood ratios of the words, fault id -> ratio, with what the choice of a device adds to them.

    A computer says nothing: whatever is wrong is seen on it.
    """
    concerned = CONCERNS.get(asset.kind) if asset else None
    if not concerned:
        return weights
    families = engine.model_of(edition).base.family_of
    chosen = {fault: weights.get(fault, 1.0) * CHOSEN for fault, family in families.items() if family in concerned}
    return {**weights, **chosen}


def recall(act: Act, asset: Asset) -> None:
    """Take in what the inventory knows of the machine, if it is fresh."""
    found = [event for event in known_of(act.session.model, asset, act.now) if _new(act.session, event)]
    if not found:
        return
    act.session = Session(
        act.session.model, (*act.session.events, *found), budget=act.session.budget, seed=act.session.seed
    )
    act.tell(
        Entry.Kind.FINDING,
        {"act": "read", "of": asset.name, "found": [[event.id, event.value] for event in found]},
    )


def known_of(model: Model, asset: Asset, now: datetime) -> list[Event]:
    """What the last readings of a machine tell: an answer for each fact that one of them can tell."""
    rows = AssetFact.objects.filter(asset=asset, outcome=Outcome.VALUE, read_at__gt=now - FRESH)
    readings: dict[str, Reading] = {row.name: reading(row) for row in rows}
    found = []
    for fact in model.base.facts.values() if readings else ():
        for way in fact.ways:
            told = readings.get(way.reading or "") if way.probe else None
            answer = classify(told, way.cases(fact.answers)) if told else None
            if told is not None and answer is not None:
                found.append(Event("answer", fact.id, answer, "probe:inventory", {"reading": told.to_json()}))
                break
    return found


def _new(session: Session, event: Event) -> bool:
    return event.id not in session.state.findings
