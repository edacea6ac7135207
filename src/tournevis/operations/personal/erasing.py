"""A person is made anonymous: in every room, in one transaction; tickets and figures stay as they were."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tournevis.people import personal
from tournevis.people.masking import Mask
from tournevis.people.models import Role, User
from tournevis.people.rules import Refused, record, require


class CannotErase(Refused):
    """This account cannot be erased now; the message says what must be done first."""


@transaction.atomic
def erase_person(
    person: User, *, by: User | None, now: datetime, reason: str, words: bool = False, address: str | None = None
) -> dict[str, int]:
    """Make `person` anonymous for good, and close his account; counts of what was done.

    Args:
        by: the administrator; None for the product itself, when an account has been closed for long enough.
        reason: why, such as his letter and its date.
        words: what he wrote goes too, and every file of his requests; otherwise only what names him.

    Raises:
        NotAllowed: `by` does not administer the person's organisation.
        CannotErase: it is his own account, an administrator's that is open, or erased already; or no reason is given.
    """
    if by is not None:
        require(by, "people.administer", person)
    fresh = User.objects.select_for_update().get(pk=person.pk)
    _check(fresh, by, reason)
    before = User.objects.get(pk=person.pk)
    erasure = personal.Erasure(fresh, Mask([before]), words, now)
    counts: Counter[str] = Counter()
    for kind in personal.kinds():
        counts.update(kind.erase(erasure))
    told = {name: count for name, count in counts.items() if count}
    # By his number: the log must not keep the name that was just taken out of everything else.
    record(by, "person.erase", fresh, after=told, reason=reason, address=address, organisation=fresh.organisation)
    return told


def _check(person: User, by: User | None, reason: str) -> None:
    if person.erased_at:
        raise CannotErase(_("This person is erased already."))
    if by is not None and by.pk == person.pk:
        raise CannotErase(_("You cannot erase yourself: ask another administrator."))
    if person.role == Role.ADMINISTRATOR and person.is_active:
        raise CannotErase(_("Close this administrator's account first."))
    if not reason.strip():
        raise CannotErase(_("Say why: his letter and its date, for instance."))
