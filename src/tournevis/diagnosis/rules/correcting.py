"""What technicians correct in the symptoms understood, kept for their organisation's next complaints."""

from __future__ import annotations

from tournevis.desk.models import Ticket
from tournevis.diagnosis import engine
from tournevis.diagnosis.models import Correction
from tournevis.language import Lesson, words_of
from tournevis.people.models import User

from .acting import Act

HEARD = 500  # lessons that an organisation's complaints are understood with, the newest ones


def keep(act: Act, symptom: str, noticed: bool) -> None:
    """Keep a technician's verdict on a symptom of a complaint; a later one on the same takes its place."""
    if act.by is None or not act.by.is_technician:
        return
    words = engine.memorable(act.ticket.complaint, names_in(act.ticket))
    if words:
        Correction.objects.update_or_create(
            diagnosis=act.diagnosis,
            symptom=symptom,
            defaults={"organisation": act.ticket.organisation, "noticed": noticed, "words": list(words)},
        )


def names_in(ticket: Ticket) -> frozenset[str]:
    """The folded names of the organisation's people that its complaint may hold: no lesson keeps them."""
    rows = User.objects.filter(organisation=ticket.organisation_id).values_list("first_name", "last_name", "username")
    spoken = frozenset(words_of(ticket.complaint))
    return frozenset(word for row in rows.iterator() for name in row for word in words_of(name) if word in spoken)


def lessons_of(ticket: Ticket) -> list[Lesson]:
    """What was corrected lately in the ticket's organisation."""
    rows = Correction.objects.filter(organisation=ticket.organisation_id).order_by("-id")
    found = rows.values_list("symptom", "noticed", "words")[:HEARD]
    return [Lesson(symptom, noticed, frozenset(words)) for symptom, noticed, words in found]
