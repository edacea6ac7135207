"""Values that only one row may have: said beside their field, before the database refuses them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from tournevis.people.tenancy import scope


def refuse_taken(row: Model, field: str, among: Q | None = None) -> None:
    """Refuse the value of `field`, in any case, when another row of the table (or `among` them) has it.

    Raises:
        ValidationError: on `field`. The table's own constraint still decides between two who write at once.
    """
    value = getattr(row, field)
    # Written as the constraint's index is, so that it serves: a LIKE reads the whole table for each row imported.
    rows = (
        type(row)
        ._default_manager.exclude(**{field: ""})
        .alias(in_small=Lower(field))
        .filter(in_small=Lower(Value(value)))
    )
    if among is not None:
        rows = rows.filter(among)
    with scope.directory():
        is_taken = bool(value) and rows.exclude(pk=row.pk).exists()
    if is_taken:
        raise ValidationError({field: _("“%(value)s” is taken already.") % {"value": value}})
