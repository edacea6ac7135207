"""The settings of the installation."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tournevis.people.models import Installation, User

from .access import require
from .audit import difference, record

SECRETS = frozenset({"smtp_password"})


@transaction.atomic
def change_settings(*, by: User, address: str | None = None, **changes: Any) -> Installation:
    """Change settings; a password is noted in the log as changed, never as what it is.

    Raises:
        NotAllowed: `by` is not an administrator.
        ValidationError: a value is out of range.
    """
    require(by, "people.settings")
    settings = Installation.current()
    before, after = difference(settings, changes)
    if not after:
        return settings
    for name, value in changes.items():
        setattr(settings, name, value)
    settings.full_clean(validate_unique=False)
    settings.save()
    for shown in (before, after):
        shown.update(dict.fromkeys(SECRETS & shown.keys(), "•••"))
    record(by, "settings.change", settings, before=before, after=after, address=address)
    return settings
