"""Machines made and changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tournevis.assets.models import Asset, Identifier
from tournevis.assets.rules.identity import bear
from tournevis.people.models import Organisation, User
from tournevis.people.rules import record, require
from tournevis.people.rules.audit import difference
from tournevis.people.rules.uniqueness import refuse_taken

FIELDS = frozenset(
    {"kind", "name", "maker", "model", "serial", "os", "address", "site", "bought_on", "warranty_until"}
    | {"notes", "status"}
)


@transaction.atomic
def save_asset(
    organisation: Organisation, *, by: User | None, asset: Asset | None = None, imported: bool = False, **fields: Any
) -> Asset:
    """Make a machine, or change `asset`.

    A field corrected by hand is locked: an import (`imported`) leaves it as it is from then on.

    Args:
        by: who; None when the product itself does (demonstration, a machine that spoke).
        fields: see `FIELDS`; those not given stay.

    Raises:
        NotAllowed: `by` may not change machines of the organisation.
        ValidationError: a value is wrong; the name or the serial number is another machine's.
    """
    if by is not None:
        require(by, "assets.edit", asset or organisation)
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"not fields of a machine: {', '.join(sorted(unknown))}")
    made = asset is None
    asset = asset or Asset(organisation=organisation)
    if imported:
        fields = {name: value for name, value in fields.items() if name not in asset.locked}
    before, after = difference(asset, fields)
    if not after and not made:
        return asset
    for name, value in fields.items():
        setattr(asset, name, value)
    if not imported and not made:
        lock(asset, after)
    _check(asset)
    asset.save()
    bear(asset, Identifier.Kind.SERIAL, asset.serial)
    act = "asset.create" if made else "asset.change"
    record(by, act, asset, before=None if made else before, after=after, organisation=asset.organisation)
    return asset


def lock(asset: Asset, names: Iterable[str]) -> None:
    """Keep these fields from imports."""
    asset.locked = sorted({*asset.locked, *names})


@transaction.atomic
def unlock(asset: Asset, *, by: User) -> None:
    """Let imports change every field of the machine again."""
    require(by, "assets.edit", asset)
    record(by, "asset.unlock", asset, before={"locked": asset.locked}, after={"locked": []})
    asset.locked = []
    asset.save(update_fields=["locked"])


def _check(asset: Asset) -> None:
    refuse_taken(asset, "name", Q(organisation=asset.organisation))
    asset.full_clean()
    if asset.site and asset.site.organisation_id != asset.organisation_id:
        raise ValidationError({"site": _("This site is not one of the organisation.")})
    if asset.bought_on and asset.warranty_until and asset.warranty_until < asset.bought_on:
        raise ValidationError({"warranty_until": _("The warranty ends before the machine was bought.")})
