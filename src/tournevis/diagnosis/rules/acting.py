"""How a diagnosis is acted on: one writer at a time, the events, the timeline and the ticket's version in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tournevis.desk.models import Entry, Ticket
from tournevis.desk.rules import Overtaken
from tournevis.desk.rules.writing import add_entry, writing
from tournevis.diagnosis import storing, wording
from tournevis.diagnosis.models import Diagnosis
from tournevis.people.models import Consent, User
from tournevis.people.rules import Refused, keep_spoken, require
from tournevis.troubleshooting import BadAnswer, Event, Session
from tournevis.troubleshooting.closing import likeliest
from tournevis.troubleshooting.events import effective, last_act

from . import suggesting


class NoFit(Refused):
    """An answer, remedy or verdict that does not fit the case."""


@dataclass
class Act:
    """One act on a diagnosis, under the ticket's lock.

    Attributes:
        ticket: as it stands now.
        position: how many events there were before.
        by: who acts; None for a machine.
    """

    ticket: Ticket
    diagnosis: Diagnosis
    session: Session
    by: User | None
    now: datetime
    position: int = field(init=False)

    def __post_init__(self) -> None:
        self.position = len(self.session.events)

    @property
    def new(self) -> tuple[Event, ...]:
        """The events that this act added."""
        return self.session.events[self.position :]

    def tell(self, kind: Entry.Kind, told: dict[str, Any], *, public: bool = False, body: str = "") -> Entry:
        """Put the act into the timeline: its ids, and its words in the language of now."""
        text = body or wording.sentence(self.session.base, told)
        return add_entry(self.ticket, kind, by=self.by, body=text, public=public, data={"diagnosis": told}, at=self.now)

    def keep(self, data: dict[str, Any] | None = None) -> None:
        """Store the new events, judge the suggestions they answer, and note what is now believed."""
        storing.add(self.diagnosis, self.new, position=self.position, by=self.by, at=self.now, data=data)
        suggesting.judge(self.diagnosis, self.position, self.new)
        fault = likeliest(self.session.model, self.session.state)
        belief = self.session.belief()
        self.diagnosis.likeliest = fault
        self.diagnosis.probability = float(belief[self.session.model.index[fault]])
        self.diagnosis.base_version = self.session.base.version
        self.diagnosis.save()

    def agreed(self, remedy: str) -> None:
        """Keep on the user's page that he agreed to a remedy when the technician asked him."""
        asked = self.session.base.remedies[remedy].consent
        if asked is not None and self.by is not None:
            person, about = self.ticket.requester, f"ticket:{self.ticket.pk}"
            words = asked[wording.language()]
            keep_spoken(person, Consent.Purpose.REMEDY, about=about, words=words, by=self.by, now=self.now)


@dataclass(frozen=True)
class Mark:
    """What tells an act from another, to see that the same one was sent twice."""

    kind: str
    id: str = ""
    value: object = None


def carry_out(
    ticket: Ticket,
    do: Callable[[Act], None],
    *,
    by: User | None,
    seen: int | None = None,
    mark: Mark | None = None,
    finished: bool = False,
) -> Diagnosis:
    """Do one act on the diagnosis of `ticket`, whole or not at all.

    Args:
        do: changes the session and tells the timeline.
        seen: how many events the writer saw; None for a machine, which overtakes nobody.
        mark: what the act is; when the last person's act is this very one, it was sent twice and is not repeated.
        finished: whether a finished ticket takes the act.

    Raises:
        NotAllowed. NoFit: the case has no such question, remedy or symptom, or it lacks that answer.
        Overtaken: somebody else acted since; the message says what to do. Refused: the ticket is finished.
    """
    if by is not None:
        require(by, "diagnosis.act", ticket)
    with writing(ticket) as fresh:
        diagnosis = Diagnosis.objects.filter(ticket=fresh).first()
        if diagnosis is None:
            raise Refused(_("This ticket has no diagnosis."))
        if not finished and not fresh.is_open:
            raise Refused(_("This ticket is finished: open it again first."))
        act = Act(fresh, diagnosis, storing.load(diagnosis), by, timezone.now())
        if _overtaken(act.session, seen):
            if mark is not None and _last(act.session) == mark:
                return diagnosis
            raise Overtaken(_("Somebody else answered in the meantime: here is where the case stands now."))
        try:
            do(act)
        except BadAnswer as error:
            why = error.text(get_language() or "fr")
            raise NoFit(_("This does not fit the case: %(why)s") % {"why": why}) from error
    return diagnosis


def _overtaken(session: Session, seen: int | None) -> bool:
    """Whether a person acted after what the writer saw; what a machine told meanwhile takes nothing from his answer."""
    if seen is None:
        return False
    return seen > len(session.events) or any(not by_machine(event) for event in session.events[seen:])


def by_machine(event: Event) -> bool:
    """Whether a machine told it."""
    return event.via.startswith("probe:")


def can_go_back(session: Session) -> bool:
    """Whether a person's act can be taken back; what was said in the complaint is corrected, not taken back."""
    live = effective(session.events)
    place = last_act(live)
    return place is not None and live[place].via != "stated"


def _last(session: Session) -> Mark | None:
    last = next((event for event in reversed(session.events) if not by_machine(event)), None)
    return Mark(last.kind, last.id, last.value) if last else None
