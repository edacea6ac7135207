"""Handing machines over: the ledger is the only word on who has what."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tournevis.assets.models import Asset, Holding
from tournevis.people.models import Site, User
from tournevis.people.rules import record, require


@transaction.atomic
def give(asset: Asset, to: User | Site | None, *, by: User | None, now: datetime) -> Holding | None:
    """Put `asset` into the hands of a person or at a site, from `now` on; None takes it back.

    Giving it to who has it already changes nothing.

    Raises:
        NotAllowed: `by` may not change the machine.
        ValidationError: `to` is of another organisation, or his account is closed.
    """
    if by is not None:
        require(by, "assets.edit", asset)
    if to is not None and to.organisation_id != asset.organisation_id:
        raise ValidationError(_("%(holder)s is not of this organisation.") % {"holder": to})
    if isinstance(to, User) and not to.is_active:
        raise ValidationError(_("The account of %(holder)s is closed.") % {"holder": to})
    # The machine's row is the lock of its ledger: two people who hand it over at once do so one after the other.
    Asset.objects.select_for_update().get(pk=asset.pk)
    last = Holding.objects.filter(asset=asset).select_related("holder", "site").order_by("-id").first()
    current = last if last and last.until is None else None
    before = current and (current.holder or current.site)
    if before == to:
        return current
    if last:
        # A clock that went back never makes two holdings overlap.
        now = max(now, last.until or last.since)
    if current:
        current.until = now
        current.save(update_fields=["until"])
    record(
        by,
        "asset.give",
        asset,
        before={"holder": str(before or "")},
        after={"holder": str(to or "")},
        organisation=asset.organisation,
    )
    if to is None:
        return None
    person, site = (to, None) if isinstance(to, User) else (None, to)
    return Holding.objects.create(asset=asset, holder=person, site=site, since=now)
