"""What people do with a diagnosis: answer, notice, try, take back, correct, hand over."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tournevis.desk.models import Entry, Ticket
from tournevis.desk.rules import assign
from tournevis.desk.rules.writing import clean
from tournevis.diagnosis.models import Diagnosis, Suggestion
from tournevis.diagnosis.wording import language
from tournevis.people.models import Team, User
from tournevis.people.rules import Refused, require
from tournevis.troubleshooting import Event
from tournevis.troubleshooting.closing import hand_over as all_that_is_known
from tournevis.troubleshooting.events import effective, last_act
from tournevis.troubleshooting.state import CARRIED_OUT

from . import correcting, teaching
from .acting import Act, Mark, carry_out
from .dead_ends import note_dead_end


def answer(ticket: Ticket, fact: str, value: str | None, *, by: User, seen: int | None = None) -> Diagnosis:
    """Answer a filter question; None is "I don't know". For the errors, see `acting.carry_out`."""

    def do(act: Act) -> None:
        event = act.session.answer(fact, value, via="asked")
        act.tell(Entry.Kind.FINDING, {"act": "answer", "id": event.id, "value": event.value})
        act.keep()

    return carry_out(ticket, do, by=by, seen=seen, mark=Mark("answer", fact, value))


def notice(ticket: Ticket, symptom: str, noticed: bool, *, by: User, seen: int | None = None) -> Diagnosis:
    """Confirm a symptom, or deny one that the words seemed to tell; a technician's word teaches the next complaints."""

    def do(act: Act) -> None:
        act.session.symptom(symptom, noticed)
        act.tell(Entry.Kind.FINDING, {"act": "symptom", "id": symptom, "value": noticed})
        correcting.keep(act, symptom, noticed)
        act.keep()

    return carry_out(ticket, do, by=by, seen=seen, mark=Mark("symptom", symptom, noticed))


def outcome(
    ticket: Ticket, remedy: str, verdict: str, *, by: User, consent: bool = False, seen: int | None = None
) -> Diagnosis:
    """Tell what came of a remedy.

    Args:
        consent: the user agreed beforehand to what the remedy asks of him.

    Raises:
        Refused: it was carried out, though it asks for the user's consent and none is told.
    """

    def do(act: Act) -> None:
        event = act.session.outcome(remedy, verdict)
        asks = act.session.base.remedies[remedy].consent is not None
        if asks and not consent and event.value in CARRIED_OUT:
            raise Refused(_("This remedy needs the user's consent: tick that it was given."))
        told = {"act": "outcome", "id": remedy, "value": verdict, "consent": asks and consent}
        act.tell(Entry.Kind.ACTION, told)
        act.keep({"consent": True} if told["consent"] else None)
        if told["consent"]:
            act.agreed(remedy)

    return carry_out(ticket, do, by=by, seen=seen, mark=Mark("outcome", remedy, verdict))


def back(ticket: Ticket, *, by: User, seen: int | None = None) -> Diagnosis:
    """Take back the last answer, outcome or hand-over of a person."""

    def do(act: Act) -> None:
        live = effective(act.session.events)
        place = last_act(live)
        act.session.back()
        act.tell(Entry.Kind.FINDING, {"act": "back", "what": _told(live[place]) if place is not None else {}})
        act.keep()

    return carry_out(ticket, do, by=by, seen=seen)


def correct(ticket: Ticket, subject: str, value: Any, *, by: User, seen: int | None = None) -> Diagnosis:
    """Change an answer or an outcome given before, wherever it stands."""

    def do(act: Act) -> None:
        event = act.session.correct(subject, value)
        act.tell(
            Entry.Kind.FINDING,
            {"act": "correct", "id": event.id, "value": event.value, "of": event.data.get("of", "answer")},
        )
        act.keep()

    return carry_out(ticket, do, by=by, seen=seen, mark=Mark("correct", subject, value))


def escalate(
    ticket: Ticket,
    *,
    by: User,
    to: User | None = None,
    team: Team | None = None,
    reason: str = "",
    seen: int | None = None,
) -> Diagnosis:
    """Hand the case to the next level with all that is known, as an internal note; whoever takes it goes on from there.

    Raises:
        NotAllowed: `by` is no technician. Refused: neither a person nor a team is given; see `desk.rules.assign`.
    """
    require(by, "diagnosis.lead", ticket)
    words = clean(reason, limit=2000)

    def do(act: Act) -> None:
        act.session.escalate("asked")
        known = all_that_is_known(act.session.model, act.session.state, language())
        act.tell(Entry.Kind.NOTE, {"act": "escalate"}, body=f"{words}\n\n{known}".strip())
        act.keep()
        note_dead_end(act)
        assign(act.ticket, by=by, to=to, team=team)

    return carry_out(ticket, do, by=by, seen=seen, mark=Mark("escalate", "", "asked"))


def resume(ticket: Ticket, *, by: User) -> None:
    """Go on with a case that was handed over, or that was thought solved; nothing where it is under way.

    A remedy that was said to have solved a case that is open again did not solve it.
    """

    def do(act: Act) -> None:
        state = act.session.state
        if state.solved_by is not None:
            act.session.correct(state.solved_by, "not_solved")
            act.tell(
                Entry.Kind.FINDING,
                {"act": "correct", "id": state.solved_by, "value": "not_solved", "of": "outcome"},
            )
            act.diagnosis.handed_over_at = act.diagnosis.handed_over_at or act.now
        elif state.escalated is not None:
            act.session.back()
        if act.new:
            act.keep()
        teaching.take_back(act)

    if Diagnosis.objects.filter(ticket=ticket).exists():
        carry_out(ticket, do, by=by)


def hand_over(ticket: Ticket, *, by: User, reason: str = "asked") -> Diagnosis:
    """Put a case that its user was led through into the technicians' hands: they go on from where he stands.

    Args:
        reason: "asked" by the user, or why the engine proposes nothing more to him.
    """

    def do(act: Act) -> None:
        release_to_technicians(act, reason)
        act.keep()

    return carry_out(ticket, do, by=by)


def release_to_technicians(act: Act, reason: str) -> None:
    """The same, within another act."""
    if act.diagnosis.handed_over_at is not None:
        return
    act.diagnosis.handed_over_at = act.now
    told = {"act": "hand_over", "reason": reason}
    act.tell(Entry.Kind.SYSTEM, told, public=True)
    Suggestion.objects.filter(diagnosis=act.diagnosis, step_kind="escalate", verdict=Suggestion.Verdict.OPEN).update(
        verdict=Suggestion.Verdict.FOLLOWED
    )


def _told(event: Event) -> dict[str, Any]:
    return {"act": event.kind, "id": event.id, "value": event.value}
