"""A new key for everything that is sealed."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from .fields import Sealed, SealedField
from .keyring import Keyring, add_key, drop_old_keys


def sealed_columns() -> Iterator[tuple[type[models.Model], SealedField]]:
    """Every column of the installation that holds secrets."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, SealedField):
                yield model, field


def rotate() -> int:
    """Seal everything again with a new key, then forget the old ones; how many secrets there were.

    May be broken off at any point and begun again: old keys go only once nothing needs them.

    Raises:
        KeyProblem: a secret opens with none of the keys; nothing is lost, and the old keys stay.
    """
    ring = add_key(settings.KEYS_FILE)
    with transaction.atomic():
        count = sum(_seal_again(model, field, ring) for model, field in sealed_columns())
    drop_old_keys(settings.KEYS_FILE)
    return count


def _seal_again(model: type[models.Model], field: SealedField, ring: Keyring) -> int:
    count = 0
    rows = model._base_manager.select_for_update().exclude(**{field.attname: Sealed("")})
    for row in rows.only("pk", field.attname).iterator(500):
        old: Sealed = getattr(row, field.attname)
        model._base_manager.filter(pk=row.pk).update(**{field.attname: Sealed(ring.seal(ring.open(old.token)))})
        count += 1
    return count
