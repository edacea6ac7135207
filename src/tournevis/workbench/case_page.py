"""Everything the page of a case shows, gathered in few queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from tournevis.assets.models import Asset
from tournevis.assets.queries import held_by
from tournevis.desk import wording as desk_wording
from tournevis.desk.models import OPEN_STATES, Entry, Impact, Ticket
from tournevis.desk.queries import timeline, visible_to
from tournevis.desk.rules import acuity
from tournevis.diagnosis import engine, rules, showing
from tournevis.diagnosis import wording as diagnosis_wording
from tournevis.diagnosis.rules.acting import can_go_back
from tournevis.diagnosis.rules.advising import Counsel
from tournevis.diagnosis.rules.reading import failure, readable, wanting
from tournevis.people.models import Team, User
from tournevis.people.queries import technicians_of
from tournevis.probing import explain as explain_reading
from tournevis.troubleshooting import Base
from tournevis.troubleshooting.explain import Register
from tournevis.workbench import listing
from tournevis.workbench.listing import tone

TOLD = {Entry.Kind.MESSAGE, Entry.Kind.NOTE}
SHOWN_ENTRIES, SHOWN_NEAR = 300, 6


@dataclass(frozen=True)
class Line:
    """An entry of the timeline with its words in the reader's language."""

    entry: Entry
    text: str
    title: str


def page(ticket: Ticket, reader: User, *, instead: tuple[str, str] | None = None, system: str = "") -> dict[str, Any]:
    """What the template needs.

    Args:
        instead: kind and id of a step that the reader wants rather than the advised one.
        system: whose steps he wants to read; that of the machine by default.
    """
    counsel = rules.advise(ticket, by=reader) if reader.is_technician else None
    if counsel is None and ticket.is_open and reader.is_technician:
        # It came by another way than the portal or the workbench: its diagnosis begins when it is first looked at.
        rules.start(ticket, by=reader)
        counsel = rules.advise(ticket, by=reader)
    found = acuity(ticket, timezone.now())
    base = counsel.session.base if counsel else engine.base_for(reader.organisation)
    lines = [*_lines(ticket, reader, base)]
    context: dict[str, Any] = {
        "ticket": ticket,
        "reader": reader,
        "acuity": found,
        "tone": tone(found, resting=ticket.resting),
        "impacts": Impact.choices,
        "age": _years(ticket.asset),
        "under_warranty": _under_warranty(ticket.asset),
        "thread": [line for line in lines if line.entry.kind in TOLD and not _is_complaint(line, ticket)],
        "activity": [line for line in reversed(lines) if line.entry.kind not in TOLD],
        "minutes_spent": _minutes(lines),
        "minutes_since": _minutes_since(lines, reader),
        "near": list(near(ticket, reader)[:SHOWN_NEAR]),
        "targets": targets(reader),
        "led_now": ticket.is_open and counsel is not None and listing.led_lately(counsel.diagnosis, ticket),
        "mine": ticket.assignee_id == reader.pk,
    }
    return context | (_diagnosis(ticket, counsel, instead, system) if counsel else {})


def targets(reader: User) -> dict[str, list[Any]]:
    """The teams and technicians to whom a case can be given."""
    teams = Team.objects.filter(organisation=reader.organisation_id)
    return {"teams": list(teams), "people": list(technicians_of(reader))}


def near(ticket: Ticket, reader: User) -> QuerySet[Ticket]:
    """Cases that may tell something of this one, nearest first: open on the same machine, of the same person, finished
    on the same machine, open at the same site.
    """
    is_open, finished = Q(state_type__in=OPEN_STATES), ~Q(state_type__in=OPEN_STATES)
    same_asset = Q(asset=ticket.asset_id) if ticket.asset_id else Q(pk=None)
    same_person = Q(requester=ticket.requester_id)
    same_site = Q(requester__site=ticket.requester.site_id) if ticket.requester.site_id else Q(pk=None)
    groups = [same_asset & is_open, same_person & is_open, same_asset & finished, same_site & is_open]
    nearness = Case(*(When(group, then=Value(place)) for place, group in enumerate(groups)), default=Value(len(groups)))
    rows = visible_to(reader).filter(same_asset | ((same_person | same_site) & is_open)).exclude(pk=ticket.pk)
    return rows.annotate(nearness=nearness).order_by("nearness", "-id")


def _diagnosis(ticket: Ticket, counsel: Counsel, instead: tuple[str, str] | None, system: str) -> dict[str, Any]:
    session = counsel.session
    wanted = system or system_for(ticket)
    other = showing.chosen(counsel.advice, *instead) if instead else None
    step = showing.step(counsel, wanted, other)
    probes = readable(ticket.asset)
    return {
        "counsel": counsel,
        "seen": counsel.seen,
        "step": step,
        "others": showing.other_steps(counsel, step),
        "causes": showing.causes(counsel),
        "findings": showing.findings(session),
        "trials": showing.trials(session),
        "symptoms": showing.symptoms(session),
        "urgencies": showing.urgencies(session),
        "codes": showing.codes(session),
        "system": wanted,
        "readable": bool(probes),
        "reads_now": bool(ticket.is_open and wanting(session, probes)),
        "unread": explain_reading(failure(session.events), diagnosis_wording.language()),
        "can_verify": step.kind == "remedy" and rules.can_verify(ticket, step.id),
        "can_go_back": can_go_back(session),
        "draft": draft(counsel, ticket.requester, ""),
        "register": rules.register_for(ticket.requester),
    }


def system_for(ticket: Ticket) -> str:
    """The system whose steps are shown first: the machine's, else that of its user's other machines."""
    first = showing.system_of(ticket.asset)
    if ticket.asset and ticket.asset.os:
        return first
    return showing.system_of(ticket.asset, tuple(held_by(ticket.requester)[:3]))


def draft(counsel: Counsel, to: User, register: str) -> str:
    """The explanation for the user, in his language, to be read over."""
    chosen = next((one for one in get_args(Register) if one == register), rules.register_for(to))
    return rules.draft(counsel.session, to.language, chosen)


def _lines(ticket: Ticket, reader: User, base: Base) -> Iterable[Line]:
    entries = list(timeline(ticket, reader).order_by("-id")[:SHOWN_ENTRIES])
    entries.reverse()
    names = desk_wording.Names(entries)
    for entry in entries:
        told = entry.data.get("diagnosis")
        title = desk_wording.sentence(entry, names)
        if told and entry.kind not in TOLD:
            yield Line(entry, "", diagnosis_wording.sentence(base, told) or entry.body)
        else:
            yield Line(entry, entry.body, title)


def _is_complaint(line: Line, ticket: Ticket) -> bool:
    """Whether it is the complaint itself, which stands at the head of the page already."""
    return line.text == ticket.complaint and not line.entry.attachments.all()


def _minutes(lines: list[Line]) -> int:
    return sum(int(line.entry.data.get("minutes", 0)) for line in lines if line.entry.kind == Entry.Kind.TIME)


def _minutes_since(lines: list[Line], reader: User) -> int:
    """Whole minutes since the reader first did something here, as a proposal for the time spent: at most an hour."""
    first = next((line.entry.at for line in lines if line.entry.author_id == reader.pk), None)
    return min(60, max(1, round((timezone.now() - first).total_seconds() / 60))) if first else 1


def _years(asset: Asset | None) -> int | None:
    """Whole years since it was bought."""
    if asset is None or asset.bought_on is None:
        return None
    return max(0, (timezone.localdate() - asset.bought_on).days // 365)


def _under_warranty(asset: Asset | None) -> bool | None:
    until: date | None = asset.warranty_until if asset else None
    return None if until is None else until >= timezone.localdate()
