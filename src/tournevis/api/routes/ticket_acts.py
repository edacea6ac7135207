"""Acts on tickets."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Form, Schema
from ninja.files import UploadedFile

from tournevis.api import cases, finding, holding
from tournevis.api.door import BearerToken, asker, reach, token_of
from tournevis.api.routes.tickets import router
from tournevis.api.schemas.common import Key, Words
from tournevis.api.schemas.tickets import (
    Assignment,
    EntryShape,
    Explained,
    HandOver,
    Noted,
    Opening,
    Reason,
    Said,
    Spent,
    TicketChange,
    TicketShape,
)
from tournevis.desk import rules as desk
from tournevis.desk.models import Channel, Ticket
from tournevis.diagnosis import rules
from tournevis.people.models import User
from tournevis.people.rules import Refused

WRITE = BearerToken("tickets:write")
WORK = BearerToken("tickets:write", "desk.edit")


class Upload(Schema):
    """What goes with files."""

    text: Words = ""
    internal: bool = False


@router.post("/tickets", auth=WRITE, response={201: TicketShape}, operation_id="open_ticket")
def open_ticket(request: HttpRequest, opening: Opening) -> TicketShape:
    """Open a ticket, for oneself or as a technician for somebody else; its diagnosis begins at once."""
    return shown(reported(asker(request), opening), asker(request))


@router.post("/tickets/next", auth=WORK, response=TicketShape, operation_id="take_next_ticket")
def take_next_ticket(request: HttpRequest) -> TicketShape:
    """Take the most acute ticket that nobody has, of my teams or of none."""
    ticket = rules.take_next(by=asker(request))
    if ticket is None:
        raise Refused(_("Nothing waits for anybody: well done."))
    return shown(ticket, asker(request))


@router.patch("/tickets/{int:number}", auth=WORK, response=TicketShape, operation_id="change_ticket")
def change_ticket(request: HttpRequest, number: Key, change: TicketChange) -> TicketShape:
    """Change subject, people affected, whether work is stopped, or the machine."""
    by, changes = asker(request), change.model_dump(exclude_unset=True)
    with holding.ticket(request, number) as ticket:
        if "machine" in changes:
            rules.change_machine(ticket, finding.machine(by, changes.pop("machine")), by=by)
        if changes:
            desk.change_fields(ticket, by=by, **finding.told(changes))
        return shown(ticket, by)


@router.post("/tickets/{int:number}/messages", auth=WRITE, response={201: EntryShape}, operation_id="send_message")
def send_message(request: HttpRequest, number: Key, said: Said) -> EntryShape:
    """Answer in the open."""
    with holding.ticket(request, number) as ticket:
        entry = rules.reply(ticket, said.text, by=asker(request), pending=said.pending)
        return cases.entries([entry], asker(request))[0]


@router.post("/tickets/{int:number}/notes", auth=WORK, response={201: EntryShape}, operation_id="write_note")
def write_note(request: HttpRequest, number: Key, noted: Noted) -> EntryShape:
    """Write an internal note."""
    with holding.ticket(request, number) as ticket:
        return cases.entries([desk.note(ticket, noted.text, by=asker(request))], asker(request))[0]


@router.post("/tickets/{int:number}/files", auth=WRITE, response={201: EntryShape}, operation_id="attach_files")
def attach_files(request: HttpRequest, number: Key, told: Form[Upload], files: File[list[UploadedFile]]) -> EntryShape:
    """Attach files, with or without words, to a message or to an internal note."""
    write = desk.note if told.internal else rules.reply
    with holding.ticket(request, number) as ticket:
        entry = write(ticket, told.text, by=asker(request), uploads=files)
        return cases.entries([entry], asker(request))[0]


@router.post("/tickets/{int:number}/time", auth=WORK, response={201: EntryShape}, operation_id="log_time")
def log_time(request: HttpRequest, number: Key, spent: Spent) -> EntryShape:
    """Note time spent; a negative count takes back."""
    with holding.ticket(request, number) as ticket:
        entry = desk.log_time(ticket, spent.minutes, by=asker(request), words=spent.text)
        return cases.entries([entry], asker(request))[0]


@router.post("/tickets/{int:number}/take", auth=WORK, response=TicketShape, operation_id="take_ticket")
def take_ticket(request: HttpRequest, number: Key) -> TicketShape:
    """Take the ticket for myself."""
    with holding.ticket(request, number) as ticket:
        rules.take(ticket, by=asker(request))
        return shown(ticket, asker(request))


@router.post("/tickets/{int:number}/assign", auth=WORK, response=TicketShape, operation_id="assign_ticket")
def assign_ticket(request: HttpRequest, number: Key, to: Assignment) -> TicketShape:
    """Give the ticket to a person or a team, or back to the queue."""
    by = asker(request)
    with holding.ticket(request, number) as ticket:
        if to.person is None and to.team is None:
            desk.release(ticket, by=by)
        else:
            desk.assign(ticket, by=by, to=finding.technician(by, to.person), team=finding.team(by, to.team))
        return shown(ticket, by)


@router.post("/tickets/{int:number}/escalate", auth=WORK, response=TicketShape, operation_id="escalate_ticket")
def escalate_ticket(request: HttpRequest, number: Key, to: HandOver) -> TicketShape:
    """Hand the case to the next level with all that is known; needs `diagnosis:write` too."""
    by = _leading(request)
    with holding.ticket(request, number) as ticket:
        person, team = finding.technician(by, to.person), finding.team(by, to.team)
        rules.escalate(ticket, by=by, to=person, team=team, reason=to.reason, seen=to.seen)
        return shown(ticket, by)


@router.post("/tickets/{int:number}/rest", auth=WORK, response=TicketShape, operation_id="rest_ticket")
def rest_ticket(request: HttpRequest, number: Key) -> TicketShape:
    """Let the ticket rest until its user answers."""
    with holding.ticket(request, number) as ticket:
        desk.set_pending(ticket, by=asker(request))
        return shown(ticket, asker(request))


@router.post("/tickets/{int:number}/solve", auth=WORK, response=TicketShape, operation_id="solve_ticket")
def solve_ticket(request: HttpRequest, number: Key, end: Explained) -> TicketShape:
    """Say that it is over and what it was; needs `diagnosis:write` too, since what was found is counted."""
    by = _leading(request)
    with holding.ticket(request, number) as ticket:
        rules.solve(ticket, end.explanation, by=by, minutes=end.minutes, seen=end.seen)
        return shown(ticket, by)


@router.post("/tickets/{int:number}/close", auth=WRITE, response=TicketShape, operation_id="close_ticket")
def close_ticket(request: HttpRequest, number: Key) -> TicketShape:
    """Close the ticket for good: a solved one, or one's own."""
    with holding.ticket(request, number) as ticket:
        rules.close(ticket, by=asker(request))
        return shown(ticket, asker(request))


@router.post("/tickets/{int:number}/reopen", auth=WRITE, response=TicketShape, operation_id="reopen_ticket")
def reopen_ticket(request: HttpRequest, number: Key, why: Reason) -> TicketShape:
    """Open a finished ticket again."""
    with holding.ticket(request, number) as ticket:
        rules.reopen(ticket, why.reason, by=asker(request))
        return shown(ticket, asker(request))


def reported(by: User, opening: Opening) -> Ticket:
    """A new ticket, as it is asked for."""
    who = finding.person(by, opening.requester, "requester") or by
    channel = opening.channel or (Channel.PORTAL if who.pk == by.pk else Channel.PHONE)
    ticket = rules.report(
        who,
        opening.complaint,
        by=by,
        title=opening.title,
        asset=finding.machine(by, opening.machine),
        impact=opening.impact,
        blocked=opening.blocked,
        channel=channel,
        team=finding.team(by, opening.team),
    )
    if opening.take:
        rules.take(ticket, by=by)
    return ticket


def shown(ticket: Ticket, user: User) -> TicketShape:
    """The ticket as it stands now."""
    return TicketShape.of(cases.found(user, ticket.number))


def _leading(request: HttpRequest) -> User:
    token = token_of(request)
    assert token is not None
    reach(token, "diagnosis:write")
    return token.user
