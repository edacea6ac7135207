"""The next best step for whoever works on the case now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from tournevis.desk.models import Channel as CameBy
from tournevis.desk.models import Ticket
from tournevis.diagnosis import engine, storing
from tournevis.diagnosis.models import Diagnosis
from tournevis.diagnosis.wording import language
from tournevis.people.models import User
from tournevis.people.rules import require
from tournevis.troubleshooting import Advice, Allowance, Session
from tournevis.troubleshooting.costs import Channel
from tournevis.troubleshooting.explain import Explanation, explain

from . import suggesting
from .acts import hand_over
from .reading import readable
from .solving import solve_by_user


@dataclass(frozen=True)
class Counsel:
    """A case at a moment, with the advice for its reader and the words around it.

    Attributes:
        allowance: what the reader may do and read, which the advice keeps to.
        seen: how many events the case had: an act names it, so that nobody overtakes another unawares.
    """

    diagnosis: Diagnosis
    session: Session
    allowance: Allowance
    advice: Advice
    words: Explanation

    @property
    def seen(self) -> int:
        """How many events there are."""
        return len(self.session.events)


def for_technician(ticket: Ticket) -> Allowance:
    """What a technician may do: everything; what is dangerous waits for its guards and for the user's consent.

    On the phone the user is on the line for as long as the technician works, which counts.
    """
    channel: Channel = "phone" if ticket.channel == CameBy.PHONE else "any"
    return Allowance(probes=readable(ticket.asset), channel=channel)


def for_user(ticket: Ticket) -> Allowance:
    """What a user is led to by himself: what any user may do and answer, at low risk."""
    return Allowance(
        roles=frozenset({"user"}), probes=readable(ticket.asset), max_risk="low", answerers=frozenset({"user"})
    )


def advise(ticket: Ticket, *, by: User) -> Counsel | None:
    """The next best step for a technician, kept as a suggestion; None where the ticket has no diagnosis.

    Raises:
        NotAllowed: `by` is no technician.
    """
    require(by, "diagnosis.lead", ticket)
    return _counsel(ticket, for_technician(ticket))


def guide(ticket: Ticket, *, by: User) -> Counsel | None:
    """The next step for a user who is led through his own case; None where it is in the technicians' hands, or over.

    Where nothing is left that he can do, the case is handed over; where a remedy worked by his own word or by his
    machine's, it is solved. A technician who repaired it ends it himself, with the explanation that he wrote.

    Raises:
        NotAllowed: it is not his case.
    """
    require(by, "diagnosis.act", ticket)
    if not ticket.is_open:
        return None
    counsel = _counsel(ticket, for_user(ticket), led=True)
    if counsel is None:
        return None
    if counsel.advice.step.kind == "done":
        if not _repaired_by_another(counsel.diagnosis, by):
            solve_by_user(ticket, by=by)
        return None
    if counsel.advice.step.kind == "escalate":
        hand_over(ticket, by=by, reason=counsel.advice.step.id)
        return None
    _note_led(counsel.diagnosis)
    return counsel


def _repaired_by_another(diagnosis: Diagnosis, user: User) -> bool:
    """Whether somebody else told the last outcome; a machine's proof is nobody's."""
    told = diagnosis.events.filter(kind="outcome").order_by("-position").first()
    return told is not None and told.by_id not in {None, user.pk}


def preview(ticket: Ticket, *, by: User) -> Counsel | None:
    """The same step, only looked at: a case that is over for its user is not handed on by it.

    Raises:
        NotAllowed: it is not his case.
    """
    require(by, "diagnosis.act", ticket)
    return _counsel(ticket, for_user(ticket), led=True) if ticket.is_open else None


def _note_led(diagnosis: Diagnosis) -> None:
    """Note that the user is at it, once a minute at most: whoever opens the case meanwhile is told."""
    now = timezone.now()
    if diagnosis.led_at is None or now - diagnosis.led_at > timedelta(minutes=1):
        Diagnosis.objects.filter(pk=diagnosis.pk).update(led_at=now)


def _counsel(ticket: Ticket, allowance: Allowance, *, led: bool = False) -> Counsel | None:
    diagnosis = Diagnosis.objects.filter(ticket=ticket).first()
    if diagnosis is None or (led and diagnosis.handed_over_at is not None):
        return None
    session = storing.load(diagnosis)
    advice = engine.advise(session, allowance)
    words = explain(session.model, session.state, advice, language())
    if ticket.is_open:
        suggesting.suggest(diagnosis, session, advice, allowance, words)
    return Counsel(diagnosis, session, allowance, advice, words)
