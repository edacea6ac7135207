"""What this room holds on a person: the account, what was done with it, refused sign-ins, consents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tournevis.people import acts, personal
from tournevis.people.models import AuditEntry, Consent, FailedSignIn, Membership, User

SERVICE = _("The support service that your organisation gives you (its legitimate interest).")
SAFETY = _("Keeping the service and its data safe (legitimate interest, and the duty of article 32 of the GDPR).")
FIELDS = ("first_name", "last_name", "email", "username", "phone", "job_title", "role", "language", "level", "site")


def account(request: personal.Request) -> Iterator[personal.Row]:
    """The account itself."""
    person = request.person
    yield {
        **{name: str(getattr(person, name) or "") for name in FIELDS},
        "teams": [team.name for team in person.teams.all()],
        "open": person.is_active,
        "made": person.date_joined.isoformat(),
        "last_sign_in": person.last_login.isoformat() if person.last_login else None,
    }


def erase_account(erasure: personal.Erasure) -> Mapping[str, int]:
    """Nothing stays that names him; role, site, language and ease stay, which the figures are made by."""
    person = erasure.person
    person.first_name = person.last_name = person.email = person.phone = person.job_title = ""
    person.username = f"erased-{person.pk}"
    person.set_unusable_password()
    person.last_login, person.is_active = None, False
    person.erased_at = erasure.at
    person.closed_at = person.closed_at or erasure.at
    person.save()
    person.teams.clear()
    return {"account": 1}


def elsewhere(request: personal.Request) -> Iterator[personal.Row]:
    """The organisations that he works for, other than his own."""
    for one in Membership.objects.filter(user=request.person).select_related("organisation").order_by("id"):
        yield {"name": str(one.organisation), "role": one.get_role_display(), "open": one.is_active}


def erase_elsewhere(erasure: personal.Erasure) -> Mapping[str, int]:
    """They end."""
    return {"memberships": Membership.objects.filter(user=erasure.person, is_active=True).update(is_active=False)}


def own_acts(request: personal.Request) -> Iterator[personal.Row]:
    """What he did that was noted, and what was done to his account; whom else an act concerned is left out."""
    person = request.person
    entries = AuditEntry.objects.filter(organisation=person.organisation_id)
    mine = entries.filter(Q(actor=person) | Q(subject=str(person), act__startswith="user."))
    for entry in mine.order_by("number").iterator(500):
        row: dict[str, Any] = {"at": entry.at.isoformat(), "act": str(acts.called(entry.act))}
        if entry.actor_id == person.pk:
            row |= {"from": entry.address, "reason": entry.reason}
        if entry.subject == str(person):
            row |= {"before": entry.before, "after": entry.after}
        yield row


def refusals(person: User) -> Q:
    """His refused sign-ins."""
    return Q(name__in=[name.lower() for name in (person.email, person.username) if name])


def refused(request: personal.Request) -> Iterator[personal.Row]:
    """The refused sign-ins with his name."""
    for row in FailedSignIn.objects.filter(refusals(request.person)).order_by("id"):
        yield {"at": row.at.isoformat(), "name": row.name, "from": row.address}


def erase_refused(erasure: personal.Erasure) -> Mapping[str, int]:
    """They go. Asked for by the names that he had before the account was emptied."""
    names = [name.lower() for before in erasure.mask.people for name in (before.email, before.username) if name]
    count, _by_model = FailedSignIn.objects.filter(name__in=names).delete()
    return {"refused_sign_ins": count}


def consents(request: personal.Request) -> Iterator[personal.Row]:
    """What he was asked to agree to."""
    for consent in Consent.objects.filter(person=request.person).order_by("id"):
        yield {
            "asked": consent.asked_at.isoformat(),
            "purpose": consent.get_purpose_display(),
            "words": consent.words,
            "answer": consent.get_answer_display(),
            "answered": consent.answered_at and consent.answered_at.isoformat(),
            "by_voice": consent.told_to_id is not None,
            "withdrawn": consent.withdrawn_at and consent.withdrawn_at.isoformat(),
        }


def erase_consents(erasure: personal.Erasure) -> Mapping[str, int]:
    """The questions and answers stay, without his name in their words."""
    count = 0
    for consent in Consent.objects.filter(person=erasure.person):
        if (words := erasure.mask.near(consent.words)) != consent.words:
            count += Consent.objects.filter(pk=consent.pk).update(words=words)
    return {"consents": count}


def register() -> None:
    """Tell the product; called once, when the room starts."""
    personal.tell(
        personal.Kind(
            "account",
            name=_("Your account"),
            purpose=_("To know who asks for help, to answer him, and to word things for him."),
            ground=SERVICE,
            kept=_("The number of the account, its role, site and language, which the figures are made by."),
            columns=("people.Team.members",),
            rows=account,
            erase=erase_account,
        ),
        personal.Kind(
            "memberships",
            name=_("Organisations that you work for"),
            purpose=_("To know for whom you may act."),
            ground=_("Your work for the support desk (contract of employment)."),
            kept=_("That somebody worked for an organisation."),
            columns=("people.Membership.user",),
            rows=elsewhere,
            erase=erase_elsewhere,
        ),
        personal.Kind(
            "acts",
            name=_("Acts that were noted"),
            purpose=_("To be able to show who changed what, and when."),
            ground=SAFETY,
            kept=_(
                "The log stays as it was written, names included: it is the proof of what was done, and each entry "
                "seals the one before, so that none can be changed (article 17.3 of the GDPR). Only administrators "
                "and auditors read it."
            ),
            columns=("people.AuditEntry.actor",),
            rows=own_acts,
        ),
        personal.Kind(
            "refused_sign_ins",
            name=_("Refused sign-ins"),
            purpose=_("To close the door to somebody who guesses passwords."),
            ground=SAFETY,
            kept="",
            columns=(),
            rows=refused,
            erase=erase_refused,
        ),
        personal.Kind(
            "consents",
            name=_("Consents"),
            purpose=_("To see or touch your screen only when you agreed, and to be able to show that you did."),
            ground=_("Your consent, which you may take back at any time."),
            kept=_("That somebody was asked, and what he answered, without a name."),
            columns=("people.Consent.person", "people.Consent.asked_by", "people.Consent.told_to"),
            rows=consents,
            erase=erase_consents,
        ),
    )
