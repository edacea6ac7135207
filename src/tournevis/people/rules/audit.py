"""The log of acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tournevis.people.models import AuditEntry, Organisation, User


def record(
    by: User | None,
    act: str,
    subject: object,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    address: str | None = None,
    organisation: Organisation | None = None,
) -> AuditEntry:
    """Note that `by` did `act` to `subject`, in the transaction of the act itself.

    Args:
        by: who; None for the product itself, which then gives the `organisation`.
        act: a key such as `user.deactivate`.
        before, after: the changed values only.
        address: network address of who did it.
    """
    if by is not None:
        organisation = organisation or by.organisation
    if organisation is None:
        raise ValueError("an audit entry belongs to an organisation")
    return AuditEntry.objects.create(
        organisation=organisation,
        actor=by,
        act=act,
        subject=str(subject),
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        address=address,
    )


def difference(row: Any, changes: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values of `row` that `changes` would change, before and after, as JSON can hold them."""
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    return {name: _plain(getattr(row, name)) for name in changed}, {name: _plain(v) for name, v in changed.items()}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | list | None) else str(value)
