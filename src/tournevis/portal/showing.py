"""A request as its user sees it: where it stands in plain words, what he is to do, what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tournevis.assets.queries import held_by
from tournevis.desk.models import OPEN_STATES, Entry, StateType, Ticket
from tournevis.desk.queries import timeline
from tournevis.diagnosis import rules, showing, storing
from tournevis.diagnosis.models import Diagnosis
from tournevis.diagnosis.rules.acting import by_machine, can_go_back
from tournevis.diagnosis.rules.advising import Counsel
from tournevis.diagnosis.rules.reading import readable, wanting
from tournevis.people.models import User
from tournevis.troubleshooting import OTHER, Session
from tournevis.troubleshooting.events import effective

NEARLY, AN_IDEA = 0.7, 0.4
SHOWN_ENTRIES = 200


@dataclass(frozen=True)
class Standing:
    """Where a request stands: a short title, and one line of what happens next."""

    key: str
    title: str
    next: str


def request_page(ticket: Ticket, reader: User, *, system: str = "") -> dict[str, Any]:
    """What the page of a request needs; a user who is being led gets his next step."""
    counsel = rules.guide(ticket, by=reader)
    if counsel is None:
        ticket.refresh_from_db()
    entries = list(timeline(ticket, reader).filter(public=True).order_by("-id")[:SHOWN_ENTRIES])
    entries.reverse()
    context: dict[str, Any] = {
        "ticket": ticket,
        "thread": [entry for entry in entries if entry.kind == Entry.Kind.MESSAGE],
        "standing": standing(ticket, led=counsel is not None),
        "explanation": explanation(entries) if not ticket.is_open else "",
    }
    session = counsel.session if counsel else _session(ticket)
    if session is not None:
        context |= {
            "findings": showing.findings(session),
            "urgencies": showing.urgencies(session),
            "codes": showing.codes(session),
        }
    return context | (_guidance(ticket, counsel, system) if counsel else {})


def standing(ticket: Ticket, *, led: bool, counted: bool = True) -> Standing:
    """Where the request stands, in the words of somebody who answers the phone.

    Args:
        led: its user is being led through it.
        counted: say how many go before it, which costs a query.
    """
    if led:
        return Standing("led", _("Let us look together"), _("A few questions, then we know more."))
    if ticket.state_type == StateType.SOLVED:
        return Standing("solved", _("It is solved"), _("If it does not work after all, say so below: it opens again."))
    if ticket.state_type == StateType.CLOSED:
        return Standing("closed", _("This request is closed"), _("If it comes back, open it again below."))
    if ticket.state_type == StateType.PENDING:
        return Standing("pending", _("We need a word from you"), _("Read our last message below, and answer it there."))
    if ticket.assignee:
        title = _("%(name)s is looking after it") % {"name": ticket.assignee}
        return Standing("held", title, _("You will read the answer here, and in your mail."))
    words = _before(ticket) if counted else _("You will read the answer here, and in your mail.")
    return Standing("queue", _("The technicians have your request"), words)


def explanation(entries: list[Entry]) -> str:
    """The last words that told the user what it was."""
    told = [entry for entry in entries if entry.data.get("solves") or _explains(entry)]
    return told[-1].body if told else ""


def progress(counsel: Counsel) -> str:
    """How near we are, in words that are true: they follow the belief, not the number of questions."""
    known = [(fault, p) for fault, p in counsel.advice.belief if fault != OTHER]
    fault, p = known[0]
    if p >= NEARLY:
        name = showing.causes(counsel)[0].name if counsel.words.causes[0].id == fault else ""
        return _("It is probably this: %(cause)s.") % {"cause": name} if name else _("We nearly know what it is.")
    return _("We have an idea of what it is.") if p >= AN_IDEA else _("We are still searching.")


def _guidance(ticket: Ticket, counsel: Counsel, system: str) -> dict[str, Any]:
    session, probes = counsel.session, readable(ticket.asset)
    step = showing.step(counsel, system or _system(ticket))
    live = [event for event in effective(session.events) if not by_machine(event)]
    return {
        "counsel": counsel,
        "seen": counsel.seen,
        "step": step,
        "place": sum(event.kind in ("answer", "outcome") for event in live) + 1,
        "progress": progress(counsel),
        "can_go_back": can_go_back(session),
        "can_verify": step.kind == "remedy" and rules.can_verify(ticket, step.id),
        "reads_now": bool(wanting(session, probes)),
        "can_join": not probes,
    }


def _session(ticket: Ticket) -> Session | None:
    diagnosis = Diagnosis.objects.filter(ticket=ticket).first()
    return storing.load(diagnosis) if diagnosis else None


def _system(ticket: Ticket) -> str:
    if ticket.asset and ticket.asset.os:
        return showing.system_of(ticket.asset)
    return showing.system_of(ticket.asset, tuple(held_by(ticket.requester)[:3]))


def _explains(entry: Entry) -> bool:
    return bool((entry.data.get("diagnosis") or {}).get("act") == "explained")


def _before(ticket: Ticket) -> str:
    """How many go before this one in the queue."""
    waiting = Ticket.objects.filter(organisation=ticket.organisation_id, assignee=None, resting=False)
    count = waiting.filter(state_type__in=OPEN_STATES, acuity_at__lt=ticket.acuity_at).count()
    if not count:
        return _("Yours is the next one to be taken. You will read the answer here, and in your mail.")
    text = _("Requests before yours: %(n)s. You will read the answer here, and in your mail.")
    return text % {"n": count}
