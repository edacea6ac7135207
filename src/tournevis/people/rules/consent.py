"""Asking somebody whether he agrees, his answer, and taking it back. Every one of these is in the log of acts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tournevis.people.models import Consent, User

from .access import NotAllowed, Refused, require
from .audit import record

LIVES = timedelta(hours=4)  # a question, and the answer to it: for one piece of work, not for ever
Answer = Consent.Answer


@transaction.atomic
def ask_consent(
    person: User, purpose: Consent.Purpose | str, *, about: str, words: str, by: User, now: datetime
) -> Consent:
    """Ask `person` whether he agrees, in `words` that say what will be done and seen.

    An open question of the same sort about the same thing is asked again, not twice.

    Raises:
        NotAllowed: `by` is no technician of the person's organisation. Refused: nothing is said, or no such purpose.
    """
    require(by, "people.ask_consent", person)
    if purpose not in Consent.Purpose.values or not words.strip():
        raise Refused(_("Say what you ask his consent for."))
    open_ = Consent.objects.filter(person=person, purpose=purpose, about=about, answer=Answer.OPEN, until__gt=now)
    open_.update(until=now)
    consent = Consent.objects.create(
        organisation=person.organisation,
        person=person,
        purpose=purpose,
        about=about,
        words=words.strip(),
        asked_by=by,
        asked_at=now,
        until=now + LIVES,
    )
    _note(by, "consent.ask", consent)
    return consent


def answer_consent(consent: Consent, agrees: bool, *, by: User, now: datetime, address: str | None = None) -> Consent:
    """The person's own answer.

    Raises:
        NotAllowed: `by` is somebody else. Refused: it is answered already, or was asked too long ago.
    """
    if by.pk != consent.person_id or not by.is_active:
        raise NotAllowed("people.answer_consent")
    return _answer(consent, agrees, by=by, told_to=None, now=now, address=address)


def note_spoken_consent(consent: Consent, agrees: bool, *, by: User, now: datetime) -> Consent:
    """The answer that the person gave by voice to `by`, who stands for it with his name.

    Raises:
        NotAllowed: `by` is no technician of the organisation, or the person himself. Refused: see `answer_consent`.
    """
    require(by, "people.ask_consent", consent.person)
    if by.pk == consent.person_id:
        raise NotAllowed("people.ask_consent")
    return _answer(consent, agrees, by=by, told_to=by, now=now, address=None)


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: User, now: datetime, address: str | None = None) -> Consent:
    """Take a consent back: from now on it holds no more.

    Raises:
        NotAllowed: `by` is somebody else. Refused: it was not given, or is over.
    """
    if by.pk != consent.person_id:
        raise NotAllowed("people.answer_consent")
    held = Consent.objects.filter(pk=consent.pk, answer=Answer.GIVEN, until__gt=now)
    if not held.update(answer=Answer.WITHDRAWN, withdrawn_at=now):
        raise Refused(_("This consent is over already."))
    consent.refresh_from_db()
    _note(by, "consent.withdraw", consent, address)
    return consent


def agrees(person: User, purpose: Consent.Purpose | str, *, about: str, now: datetime) -> bool:
    """Whether `person` agreed to this, about this, and his consent holds now."""
    given = Consent.objects.filter(person=person, purpose=purpose, about=about, answer=Answer.GIVEN)
    return given.filter(until__gt=now).exists()


@transaction.atomic
def keep_spoken(
    person: User, purpose: Consent.Purpose | str, *, about: str, words: str, by: User, now: datetime
) -> None:
    """Keep that `person` agreed when the technician `by` asked him aloud; who acts on his own case agrees by acting."""
    if by.pk == person.pk or not by.is_technician:
        return
    note_spoken_consent(ask_consent(person, purpose, about=about, words=words, by=by, now=now), True, by=by, now=now)


@transaction.atomic
def _answer(
    consent: Consent, agrees: bool, *, by: User, told_to: User | None, now: datetime, address: str | None
) -> Consent:
    answer = Answer.GIVEN if agrees else Answer.REFUSED
    waiting = Consent.objects.filter(pk=consent.pk, answer=Answer.OPEN, until__gt=now)
    if not waiting.update(answer=answer, answered_at=now, told_to=told_to):
        raise Refused(_("This question is answered already, or was asked too long ago."))
    consent.refresh_from_db()
    _note(by, "consent.give" if agrees else "consent.refuse", consent, address)
    return consent


def _note(by: User, act: str, consent: Consent, address: str | None = None) -> None:
    told = {"purpose": consent.purpose, "about": consent.about}
    record(by, act, consent.person, after=told, address=address, organisation=consent.organisation)
