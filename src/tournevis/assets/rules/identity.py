"""By what a machine is known again: marks that are truly its own."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tournevis.assets.models import Asset, Identifier

# What makers and virtual machines leave in place of a mark of their own.
_JUNK = """
    0 00000000 0123456789 01234567890 0123456789ABCDEF 123456789 1234567890 12345678 NONE NULL N/A NA INVALID UNKNOWN
    DEFAULT STRING DEFAULTSTRING TOBEFILLEDBYOEM TOBEFILLEDBYO.E.M. TOBEFILLEDBYO.E.M NOTSPECIFIED NOTAPPLICABLE
    NOTAVAILABLE NOTPRESENT SYSTEMSERIALNUMBER SERIALNUMBER SERIAL CHASSISSERIALNUMBER BASEBOARDSERIALNUMBER OEM EMPTY
    EVAL 1234 12345 123456 1234567 BSN12345678901234567 MB-1234567890 03000200-0400-0500-0006-000700080009
    00:05:9A:3C:7A:00 02:50:41:00:00:01
"""
JUNK = frozenset(_JUNK.split())


def mark(kind: str, value: str) -> str | None:
    """`value` in the one spelling it is kept in, or None when it is no mark of a machine's own.

    >>> mark("serial", " 5cg0123abc ")
    '5CG0123ABC'
    >>> mark("serial", "To be filled by O.E.M.") is None
    True
    >>> mark("mac", "00-1a-2B-3c-4d-5E")
    '00:1A:2B:3C:4D:5E'
    """
    bare = re.sub(r"\s+", "", value).upper()[:120]
    if kind == Identifier.Kind.MAC:
        digits = re.sub(r"[^0-9A-F]", "", bare)
        if len(digits) != 12:
            return None
        bare = ":".join(digits[i : i + 2] for i in range(0, 12, 2))
    if len(bare) < 3 or bare in JUNK:
        return None
    letters = re.sub(r"[^0-9A-Z]", "", bare)
    # One sign repeated is a maker's filler, and so is a text without any letter or digit.
    return bare if len(set(letters)) > 1 else None


def bear(asset: Asset, kind: str, value: str) -> None:
    """Let `asset` be known by this mark from now on, in place of its former one of the kind; junk is not kept.

    Raises:
        ValidationError: another machine of the organisation bears it.
    """
    good = mark(kind, value)
    Identifier.objects.filter(asset=asset, kind=kind).exclude(value=good or "").delete()
    if good is None:
        return
    row, _made = Identifier.objects.get_or_create(
        organisation=asset.organisation, kind=kind, value=good, defaults={"asset": asset}
    )
    if row.asset_id != asset.pk:
        text = _("%(machine)s already has this serial number.") % {"machine": row.asset}
        raise ValidationError({"serial": text} if kind == Identifier.Kind.SERIAL else text)
