"""What proves a remedy, carried out from here: a page that comes out, a reading that is as it should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from tournevis.desk.models import Entry, Ticket
from tournevis.diagnosis import engine, storing
from tournevis.diagnosis.models import Diagnosis
from tournevis.diagnosis.wording import answer_name, language, remedy_name
from tournevis.knowledge.queries import SHIPPED
from tournevis.people.models import User
from tournevis.people.rules import Refused, require
from tournevis.probing import explain as explain_reading
from tournevis.probing.verification import page_printed
from tournevis.troubleshooting import Base

from .acting import Act, Mark, carry_out
from .reading import read as read_device
from .reading import readable, target_of

PATIENCE = 40.0  # seconds that a page may take to come out
PAGE = "test_page"  # the fact that a printed page settles


@dataclass(frozen=True)
class Proof:
    """Whether a remedy is proved; `because` says in the reader's language what was seen."""

    verdict: Literal["yes", "no", "unknown"]
    because: str


def can_verify(ticket: Ticket, remedy: str) -> bool:
    """Whether the check of `remedy` can be carried out from here, on the machine of the ticket."""
    base = base_for(ticket)
    known = base.remedies.get(remedy)
    if known is None or known.check.probe is None or target_of(ticket.asset) is None:
        return False
    return known.check.probe == PAGE or bool(_probe_of(base, known.check.probe) & readable(ticket.asset))


def verify(ticket: Ticket, remedy: str, *, by: User, consent: bool = False, seen: int | None = None) -> Proof:
    """Carry out the check of `remedy`, outside any transaction; a proof that it worked is its outcome.

    What did not work is told, and left to the reader to judge: the steps may not have been carried out yet.

    Raises:
        NotAllowed. Refused: it cannot be checked from here, or was not agreed to. See `acting.carry_out`.
    """
    require(by, "diagnosis.act", ticket)
    if not can_verify(ticket, remedy):
        raise Refused(_("This cannot be checked from here: look for yourself, then say what you see."))
    known = base_for(ticket).remedies[remedy]
    if known.consent is not None and not consent:
        raise Refused(_("This remedy needs the user's consent: tick that it was given."))
    proof = _print_page(ticket) if known.check.probe == PAGE else _read_again(ticket, remedy, by)
    now_seen = None if known.check.probe != PAGE else seen

    def do(act: Act) -> None:
        if proof.verdict == "yes":
            act.session.outcome(remedy, "solved")
        act.tell(Entry.Kind.ACTION, {"act": "verified", "id": remedy, "value": proof.verdict})
        if act.new:
            act.keep({"verified": proof.because, **({"consent": True} if known.consent else {})})
            if known.consent:
                act.agreed(remedy)

    carry_out(ticket, do, by=by, seen=now_seen, mark=Mark("outcome", remedy, "solved"))
    return proof


def _print_page(ticket: Ticket) -> Proof:
    target = target_of(ticket.asset)
    assert target is not None
    title = _("Test page for request %(number)s") % {"number": ticket.number}
    lines = [title, f"{timezone.localtime():%Y-%m-%d %H:%M}", _("If you can read this, the printer prints again.")]
    seen = page_printed(target, lines, PATIENCE)
    words = _("the page came out") if seen.because == "printed" else explain_reading(seen.because, language())
    return Proof(seen.verdict, words)


def _read_again(ticket: Ticket, remedy: str, by: User) -> Proof:
    base = base_for(ticket)
    check = base.remedies[remedy].check
    read_device(ticket, by=by, probes=_probe_of(base, check.probe or "") & readable(ticket.asset))
    finding = storing.load(Diagnosis.objects.get(ticket=ticket)).state.findings.get(check.probe or "")
    if finding is None or not finding.via.startswith("probe:"):
        return Proof("unknown", _("the device does not tell"))
    text = _("after %(remedy)s, the device tells: %(answer)s") % {
        "remedy": remedy_name(base, remedy),
        "answer": answer_name(base, finding.fact, finding.answer),
    }
    return Proof("yes" if finding.answer in check.expect else "no", text)


def base_for(ticket: Ticket) -> Base:
    """The base that the ticket's case reasons with."""
    diagnosis = Diagnosis.objects.filter(ticket=ticket).first()
    return engine.model_of(diagnosis.edition if diagnosis else SHIPPED).base


def _probe_of(base: Base, fact: str) -> frozenset[str]:
    known = base.facts.get(fact)
    return frozenset(way.probe for way in known.ways if way.probe) if known else frozenset()
