"""Showing a secret that is kept: to whom may see it, for a reason, noted before it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tournevis.people.models import User
from tournevis.vault.fields import Sealed

from .access import require
from .audit import record

SHORTEST = 5  # letters of a reason: "." is none


@dataclass(frozen=True)
class Secret:
    """A sort of secret that may be shown; each room tells its own at start.

    Attributes:
        field: its column, a `SealedField`.
        permission: who may see it, asked of the row.
        find: the row of a number that somebody may see; None when there is none for him.
    """

    key: str
    name: str | Promise
    field: str
    permission: str
    find: Callable[[User, int], Model | None]


_secrets: dict[str, Secret] = {}


def tell(*secrets: Secret) -> None:
    """Let the product show these; called once, when a room starts."""
    _secrets.update({secret.key: secret for secret in secrets})


def secret_of(key: str) -> Secret | None:
    """The sort of secret called `key`."""
    return _secrets.get(key)


def reveal(secret: Secret, row: Model, *, by: User, reason: str, address: str | None = None) -> str:
    """The secret of `row` in clear; that `by` saw it, and why, is in the log first.

    Raises:
        NotAllowed: `by` may not. ValidationError: he gives no reason. KeyProblem: no key here opens it.
    """
    require(by, secret.permission, *([row] if hasattr(row, "organisation_id") else []))
    if len(reason.strip()) < SHORTEST:
        raise ValidationError({"reason": _("Say why you need to see it.")})
    sealed: Sealed = getattr(row, secret.field)
    record(by, "secret.reveal", row, after={"secret": str(secret.name)}, reason=reason.strip(), address=address)
    return sealed.reveal()
