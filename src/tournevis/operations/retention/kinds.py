"""The kinds of data that are let go of at an age, each with its usual one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tournevis.desk.held.erasing import silence
from tournevis.desk.models import StateType, Ticket
from tournevis.desk.rules import indexing
from tournevis.diagnosis.held import silence as silence_diagnosis
from tournevis.diagnosis.models import Joining
from tournevis.files.held import remove
from tournevis.files.models import Attachment
from tournevis.operations.models import ChoreRun
from tournevis.operations.personal import erase_person
from tournevis.outbox.models import Message
from tournevis.people.masking import HIDDEN
from tournevis.people.models import Organisation, Role, User

Find = Callable[[Organisation, datetime], "QuerySet[Any]"]
LetGo = Callable[[Any, datetime], object]


@dataclass(frozen=True)
class Retention:
    """A kind of data that is let go of at an age.

    Attributes:
        what: what is let go of, and what stays, in plain words.
        days: the usual age; 0 is never.
        find: the rows of an organisation that are older than an instant.
        let_go: lets go of one row.
    """

    key: str
    name: str | Promise
    what: str | Promise
    days: int
    find: Find
    let_go: LetGo


def _closed_accounts(organisation: Organisation, before: datetime) -> QuerySet[User]:
    closed = User.objects.filter(organisation=organisation, is_active=False, erased_at=None, closed_at__lt=before)
    return closed.exclude(role=Role.ADMINISTRATOR)


def _closed_tickets(organisation: Organisation, before: datetime) -> QuerySet[Ticket]:
    closed = Ticket.objects.filter(organisation=organisation, state_type=StateType.CLOSED, closed_at__lt=before)
    return closed.exclude(complaint=HIDDEN)


def _empty_ticket(ticket: Ticket, now: datetime) -> None:
    silence(ticket, at=now)
    silence_diagnosis(ticket)
    indexing.rebuild(ticket)
    Message.objects.filter(about=f"ticket:{ticket.pk}").update(body_text="", body_html="", subject=HIDDEN)


def _old_files(organisation: Organisation, before: datetime) -> QuerySet[Attachment]:
    old = Attachment.objects.filter(organisation=organisation, removed_at=None, at__lt=before)
    # A file of a request that is still open is needed, however old.
    return old.exclude(entries__ticket__in=Ticket.objects.exclude(state_type=StateType.CLOSED).values("pk"))


def _old_mails(organisation: Organisation, before: datetime) -> QuerySet[Message]:
    return Message.objects.filter(organisation=organisation, created_at__lt=before).exclude(state=Message.State.QUEUED)


def _old_readings(organisation: Organisation, before: datetime) -> QuerySet[Joining]:
    sent = Joining.objects.filter(diagnosis__ticket__organisation=organisation, facts__isnull=False)
    return sent.filter(created_at__lt=before)


def _old_runs(organisation: Organisation, before: datetime) -> QuerySet[ChoreRun]:
    return ChoreRun.objects.filter(organisation=organisation, at__lt=before)


def _forget_readings(joining: Joining, now: datetime) -> None:
    Joining.objects.filter(pk=joining.pk).update(facts=None)


KINDS = {
    kind.key: kind
    for kind in (
        Retention(
            "closed_accounts",
            _("Closed accounts"),
            _("The person is made anonymous; requests and figures stay."),
            1095,
            _closed_accounts,
            lambda person, now: erase_person(person, by=None, now=now, reason=str(_("Closed for long enough."))),
        ),
        Retention(
            "requests",
            _("Words of closed requests"),
            _("What was written and attached goes; that there was a request, and how it ended, stays."),
            1825,
            _closed_tickets,
            _empty_ticket,
        ),
        Retention(
            "files",
            _("Attached files"),
            _("Files whose requests are all closed go; their types and sizes stay."),
            1095,
            _old_files,
            lambda attachment, now: remove([attachment], at=now),
        ),
        Retention(
            "mails", _("Mails sent"), _("They go from the outbox."), 365, _old_mails, lambda mail, now: mail.delete()
        ),
        Retention(
            "readings",
            _("What machines sent to a case"),
            _("The readings go; the answers drawn from them stay in the case."),
            365,
            _old_readings,
            _forget_readings,
        ),
        Retention("chores", _("Reports of daily chores"), _("They go."), 365, _old_runs, lambda run, now: run.delete()),
    )
}
