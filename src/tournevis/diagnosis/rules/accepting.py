"""Cases that authors accepted are played again as counts update; what learning would break is held back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tournevis.diagnosis import engine, experience
from tournevis.diagnosis.experience import Counts
from tournevis.diagnosis.models import AcceptedCase
from tournevis.knowledge.queries import edition_now
from tournevis.people.models import Organisation, Power, User
from tournevis.people.rules import Refused, courier, record, require
from tournevis.troubleshooting import Model
from tournevis.troubleshooting.authoring import CHOICES, EVERYTHING, Sequence, held, replay

State = AcceptedCase.State
MOST = 300  # accepted cases of an organisation: each is played every night


@transaction.atomic
def accept(case: Sequence, choice: str, *, by: User) -> AcceptedCase:
    """Take a case as right: from now on learning may not make it worse. One of each choice for a fault.

    Raises:
        NotAllowed. Refused: no such choice, or too many cases.
    """
    require(by, "diagnosis.teach", by.organisation)
    if choice not in CHOICES:
        raise Refused(_("There is no such case."))
    rows = AcceptedCase.objects.filter(organisation=by.organisation)
    if rows.count() >= MOST:
        raise Refused(_("There are %(n)d accepted cases already: drop some first.") % {"n": MOST})
    fresh = {"told": case.to_json(), "author": by, "state": State.HOLDS, "why": "", "now": None, "held": []}
    found, _made = rows.update_or_create(
        organisation=by.organisation, fault=case.fault, choice=choice, defaults={**fresh, "agreed": False}
    )
    record(by, "case.accept", found)
    return found


@transaction.atomic
def agree(case: AcceptedCase, *, by: User) -> None:
    """Take how a case goes with what was learnt as right; learning is held back for it no more.

    Raises:
        NotAllowed. Refused: it is somebody else's, or learning broke nothing.
    """
    fresh = _own(case, by)
    if fresh.state != State.BROKEN or fresh.now is None:
        raise Refused(_("Learning broke nothing here."))
    fresh.told, fresh.now, fresh.held, fresh.agreed = fresh.now, None, [], True
    fresh.state, fresh.why = State.HOLDS, ""
    fresh.save()
    record(by, "case.agree", fresh)


@transaction.atomic
def drop(case: AcceptedCase, *, by: User) -> None:
    """Let a case be one no more.

    Raises:
        NotAllowed. Refused: it is somebody else's.
    """
    fresh = _own(case, by)
    record(by, "case.drop", fresh)
    fresh.delete()


def _own(case: AcceptedCase, by: User) -> AcceptedCase:
    require(by, "diagnosis.teach", case.organisation)
    if case.author_id != by.pk and not by.can(Power.PUBLISH):
        raise Refused(_("This is %(name)s's case: he decides.") % {"name": case.author})
    return AcceptedCase.objects.select_for_update().get(pk=case.pk)


def check_accepted(organisation: Organisation, now: datetime) -> Mapping[str, int]:
    """Play every accepted case with today's counts; mark the broken ones, hold learning back, tell their authors."""
    cases = list(AcceptedCase.objects.filter(organisation=organisation).select_related("author"))
    if not cases:
        return {"broken_cases": 0}
    edition, today = edition_now(organisation), timezone.localdate(now)
    authored = engine.model_of(edition)
    learnt = experience.learnt(Counts(today, "", organisation.pk), edition)
    news = [case for case in cases if _look(case, authored, learnt, now)]
    _hold(cases, authored, learnt)
    AcceptedCase.objects.bulk_update(cases, ["state", "why", "now", "held", "checked_at"])
    for author in {case.author for case in news}:
        _tell(author, [case for case in news if case.author == author])
    return {"broken_cases": sum(case.state in (State.BROKEN, State.BASE) for case in cases)}


def _look(case: AcceptedCase, authored: Model, learnt: Model, now: datetime) -> bool:
    """Note how a case goes now; whether its author is to be told something new."""
    before = case.state
    accepted = Sequence.from_json(case.fault, case.told)
    plain, learned = replay(authored, accepted), replay(learnt, accepted)
    case.checked_at, case.held, case.now, case.why = now, [], None, ""
    if case.fault not in authored.index:
        case.state = State.WAITING
    elif plain.why is not None and not case.agreed:
        case.state, case.why = State.BASE, plain.why
    elif learned.why is not None:
        case.state, case.why = State.BROKEN, learned.why
        case.now = learned.now.to_json() if learned.now else None
    else:
        case.state = State.HOLDS
    return case.state != before and case.state in (State.BROKEN, State.BASE)


def _hold(cases: list[AcceptedCase], authored: Model, learnt: Model) -> None:
    """Give the steps of broken cases the authors' numbers; all numbers where that does not mend them together."""
    torn = [case for case in cases if case.state == State.BROKEN]
    steps = {case.pk: sorted({step[1] for step in case.told["steps"]}) for case in torn}
    mixed = held(learnt, authored, {one for row in steps.values() for one in row})
    standing = [case for case in cases if case.state in (State.BROKEN, State.HOLDS)]
    mended = all(replay(mixed, Sequence.from_json(case.fault, case.told)).why is None for case in standing)
    for case in torn:
        case.held = steps[case.pk] if mended else [EVERYTHING]


def _tell(author: User, cases: list[AcceptedCase]) -> None:
    if not author.email or not author.is_active:
        return
    with translation.override(author.language):
        subject = _("Accepted cases are broken")
        text = _(
            "Hello %(name)s,\n\nThese cases that you accepted no longer go as well as they did:\n\n%(cases)s\n\n"
            "What was learnt is held back for their steps until you agree. See Base, Accepted cases."
        )
        named = "\n".join(f"- {case.fault} ({case.get_state_display()})" for case in cases)
        courier.send(author, subject, text % {"name": author, "cases": named}, about="accepted")
