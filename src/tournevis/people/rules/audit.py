"""The log of acts: written in the transaction of the act, chained, verified."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tournevis.people import chain
from tournevis.people.models import AuditEntry, AuditHead, Organisation, User
from tournevis.people.tenancy import scope
from tournevis.vault.fields import keyring


def record(
    by: User | None,
    act: str,
    subject: object,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    address: str | None = None,
    organisation: Organisation | None = None,
) -> AuditEntry:
    """Note that `by` did `act` to `subject`, in the transaction of the act itself.

    Args:
        by: who; None for the product itself, which then gives the `organisation`.
        act: a key such as `user.deactivate`.
        before, after: the changed values only.
        reason: why, where it was asked.
        address: network address of who did it.
    """
    if by is not None:
        organisation = organisation or by.organisation
    if organisation is None:
        raise ValueError("an audit entry belongs to an organisation")
    with scope.also(organisation.pk), transaction.atomic():
        head = _head(organisation)
        entry = AuditEntry(
            organisation=organisation,
            actor=by,
            act=act,
            subject=str(subject),
            before=dict(before) if before is not None else None,
            after=dict(after) if after is not None else None,
            reason=reason,
            address=AuditEntry._meta.get_field("address").to_python(address),
            at=timezone.now(),
            number=head.number + 1,
            previous=head.digest,
        )
        head.number, head.digest = entry.number, chain.digest(entry, keyring().chain)
        entry.digest = head.digest
        entry.save()
        head.save(update_fields=["number", "digest"])
        return entry


def _head(organisation: Organisation) -> AuditHead:
    head = AuditHead.objects.select_for_update().filter(organisation=organisation).first()
    if head is None:
        AuditHead.objects.get_or_create(organisation=organisation)
        return _head(organisation)
    return head


def verify(organisation: Organisation) -> list[chain.Break]:
    """Where the log of an organisation is not what was written; a log that is whole is remembered outside the database.

    What is remembered tells of entries taken from the end later on, which no digest could.
    """
    anchors, head = _anchors(), _end(organisation, "default")
    found = _breaks(organisation, head, anchors.get(str(organisation.pk), (0, "")), "default")
    if not found:
        _keep_anchors({**anchors, str(organisation.pk): (head.number, head.digest)})
    return found


def breaks_of(organisation: Organisation, *, using: str) -> list[chain.Break]:
    """Where the log of an organisation is not what was written, in the database of the alias `using`."""
    return _breaks(organisation, _end(organisation, using), (0, ""), using)


def _end(organisation: Organisation, using: str) -> AuditHead:
    return AuditHead.objects.using(using).filter(organisation=organisation).first() or AuditHead()


def _breaks(organisation: Organisation, head: AuditHead, anchor: tuple[int, str], using: str) -> list[chain.Break]:
    entries = AuditEntry.objects.using(using).filter(organisation=organisation, number__lte=head.number)
    ordered = entries.order_by("number", "pk").iterator(1000)
    return list(chain.breaks(ordered, keyring().chain, end=head.number, anchor=anchor))


def _anchor_file() -> Path:
    return Path(settings.KEYS_FILE).with_name("audit-ends.json")


def _anchors() -> dict[str, tuple[int, str]]:
    try:
        kept: dict[str, list[Any]] = json.loads(_anchor_file().read_text())
        return {key: (number, digest) for key, (number, digest) in kept.items()}
    except FileNotFoundError:
        return {}


def _keep_anchors(anchors: dict[str, tuple[int, str]]) -> None:
    beside = _anchor_file().with_suffix(".new")
    beside.write_text(json.dumps(anchors))
    beside.replace(_anchor_file())


def difference(row: Any, changes: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values of `row` that `changes` would change, before and after, as JSON can hold them."""
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    return {name: _plain(getattr(row, name)) for name in changed}, {name: _plain(v) for name, v in changed.items()}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | list | None) else str(value)
