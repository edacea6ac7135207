"""Tools that act: a case from its complaint to its verified end. Their docstrings are what a model reads of them.

No tool says that the user agreed to a risky remedy: he does so in the product.
"""

from typing import Any

from django.utils.translation import gettext as _

from tournevis.api import cases, finding
from tournevis.api.mcp_server.calling import Door, Tool, user
from tournevis.api.schemas.tickets import TicketShape
from tournevis.desk import addresses
from tournevis.desk import rules as desk
from tournevis.desk.models import Channel, Ticket
from tournevis.diagnosis import rules
from tournevis.people.rules import Refused

MOST_WORDS = 20_000


def open_case(complaint: str, requester: int | None = None, machine: int | None = None) -> dict[str, Any]:
    """Open a case in the user's own words, and begin its diagnosis. `requester` and `machine` are ids; by default the
    case is my own.
    """
    who = finding.person(user(), requester, "requester") or user()
    channel = Channel.PORTAL if who.pk == user().pk else Channel.PHONE
    asset = finding.machine(user(), machine)
    ticket = rules.report(who, complaint[:MOST_WORDS], by=user(), asset=asset, channel=channel)
    return _case(ticket) | {"diagnosis": _standing(ticket.number)}


def answer_question(number: int, fact: str, answer: str | None, seen: int | None = None) -> dict[str, Any]:
    """Answer the question of the next step: `fact` is the step's id, `answer` the id of a choice, null for "I don't
    know". Only what the user said, never a guess. Send `seen` of the diagnosis back.
    """
    rules.answer(cases.found(user(), number), fact, answer, by=user(), seen=seen)
    return _standing(number)


def notice_symptom(number: int, symptom: str, noticed: bool, seen: int | None = None) -> dict[str, Any]:
    """Confirm a symptom that was understood from the complaint, or deny it."""
    rules.notice(cases.found(user(), number), symptom, noticed, by=user(), seen=seen)
    return _standing(number)


def tell_outcome(number: int, remedy: str, verdict: str, seen: int | None = None) -> dict[str, Any]:
    """Tell what came of the remedy of the next step: `verdict` is the id of one of its choices, after its check was
    done. A remedy that asks for the user's consent is agreed to, and told, in the product, not here.
    """
    ticket = cases.found(user(), number)
    try:
        rules.outcome(ticket, remedy, verdict, by=user(), consent=False, seen=seen)
    except Refused as error:
        where = _("Consent is given on the page of the case: %(address)s")
        raise Refused(f"{error} {where % {'address': addresses.of(ticket, user())}}") from error
    return _standing(number)


def correct_finding(number: int, subject: str, value: str | None, seen: int | None = None) -> dict[str, Any]:
    """Change an earlier answer, or the outcome of a remedy."""
    rules.correct(cases.found(user(), number), subject, value, by=user(), seen=seen)
    return _standing(number)


def go_back(number: int, seen: int | None = None) -> dict[str, Any]:
    """Take the last act of a person on the diagnosis back."""
    rules.back(cases.found(user(), number), by=user(), seen=seen)
    return _standing(number)


def read_device(number: int) -> dict[str, Any]:
    """Let the product read the device of the case now, where it can."""
    rules.read(cases.found(user(), number), by=user())
    return _standing(number)


def verify_remedy(number: int, remedy: str, seen: int | None = None) -> dict[str, Any]:
    """Let the product itself prove a remedy, where the step says `can_verify`."""
    proof = rules.verify(cases.found(user(), number), remedy, by=user(), seen=seen)
    return {"verdict": proof.verdict, "because": proof.because, "diagnosis": _standing(number)}


def take_case(number: int) -> dict[str, Any]:
    """Take a case for myself."""
    ticket = cases.found(user(), number)
    rules.take(ticket, by=user())
    return _case(ticket)


def send_message(number: int, text: str) -> dict[str, Any]:
    """Write to the other side of a case, in the open."""
    ticket = cases.found(user(), number)
    rules.reply(ticket, text[:MOST_WORDS], by=user())
    return _case(ticket)


def write_note(number: int, text: str) -> dict[str, Any]:
    """Write an internal note, which the user does not read."""
    ticket = cases.found(user(), number)
    desk.note(ticket, text[:MOST_WORDS], by=user())
    return _case(ticket)


def ask_technician(number: int) -> dict[str, Any]:
    """Put a case that its user is led through into the technicians' hands."""
    rules.hand_over(cases.found(user(), number), by=user())
    return _standing(number)


def solve_case(number: int, explanation: str, minutes: int = 0, seen: int | None = None) -> dict[str, Any]:
    """End a case whose remedy worked: tell the user in plain words what it was."""
    ticket = cases.found(user(), number)
    rules.solve(ticket, explanation[:MOST_WORDS], by=user(), minutes=max(0, min(minutes, 1440)), seen=seen)
    return _case(ticket)


def _case(ticket: Ticket) -> dict[str, Any]:
    return {"case": TicketShape.of(cases.found(user(), ticket.number)).model_dump(mode="json")}


def _standing(number: int) -> dict[str, Any]:
    return cases.standing(cases.found(user(), number), user(), acting=True).model_dump(mode="json")


TICKETS = Door("tickets:write", writes=True)
WORK = Door("tickets:write", "desk.edit", writes=True)
DIAGNOSIS = Door("diagnosis:write", writes=True)
DEVICE = Door("diagnosis:write", writes=True, slow=True)
TOOLS: dict[Tool, Door] = {
    open_case: TICKETS,
    answer_question: DIAGNOSIS,
    notice_symptom: DIAGNOSIS,
    tell_outcome: DIAGNOSIS,
    correct_finding: DIAGNOSIS,
    go_back: DIAGNOSIS,
    read_device: DEVICE,
    verify_remedy: DEVICE,
    take_case: WORK,
    send_message: TICKETS,
    write_note: WORK,
    ask_technician: DIAGNOSIS,
    solve_case: Door("diagnosis:write", "desk.edit", writes=True),
}
