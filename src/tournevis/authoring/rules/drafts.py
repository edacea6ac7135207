"""A draft is written, reviewed by a second person, put in force; what is in force is a version for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tournevis.authoring.models import Draft, Kind, State
from tournevis.authoring.standing import record_in_force
from tournevis.knowledge.models import Version
from tournevis.knowledge.queries import newest
from tournevis.knowledge.rules import publish
from tournevis.people.models import Organisation, User
from tournevis.people.models.roles import Power, roles_with
from tournevis.people.rules import Refused, record, require

MOST_DRAFTS = 5_000  # of an organisation


class Overtaken(Refused):
    """Somebody else changed the draft since the writer saw it."""


@transaction.atomic
def save(
    kind: str,
    key: str,
    content: dict[str, Any],
    *,
    by: User,
    seen: int | None = None,
    language: str = "",
    ticket: int | None = None,
) -> Draft:
    """Keep a record as its author wrote it; a reviewed one is to be reviewed again.

    Args:
        seen: the draft's count of changes that the writer saw; None for a new one.
        ticket: number of the case that it was drawn from.

    Raises:
        NotAllowed. Overtaken. Refused: the id is another draft's, or there are too many.
    """
    require(by, "authoring.write", by.organisation)
    draft = Draft.objects.select_for_update().filter(organisation=by.organisation, kind=kind, record=key).first()
    if draft is None:
        return _new(kind, key, content, by=by, language=language, ticket=ticket)
    if seen != draft.seen:
        raise Overtaken(_("Somebody else changed this meanwhile: open it again, your words are below."))
    if draft.content != content or draft.state == State.DRAFT:
        draft.content, draft.state, draft.reviewer, draft.author = content, State.DRAFT, None, by
        draft.language, draft.seen, draft.updated_at = language or draft.language, draft.seen + 1, timezone.now()
        draft.save()
    return draft


def _new(kind: str, key: str, content: dict[str, Any], *, by: User, language: str, ticket: int | None) -> Draft:
    if kind not in Kind.values:
        raise Refused(_("There is no such kind of record."))
    if by.organisation.drafts.count() >= MOST_DRAFTS:
        raise Refused(_("There are too many drafts: put some in force, or throw some away."))
    return Draft.objects.create(
        organisation=by.organisation,
        kind=kind,
        record=key,
        content=content,
        language=language or by.language,
        author=by,
        ticket=ticket,
    )


@transaction.atomic
def review(draft: Draft, *, by: User) -> Draft:
    """Say that a draft is right.

    Raises:
        NotAllowed. Refused: it is one's own while somebody else could look at it, or it is in force already.
    """
    require(by, "authoring.publish", draft)
    fresh = Draft.objects.select_for_update().get(pk=draft.pk)
    if fresh.state == State.ACTIVE:
        raise Refused(_("This is in force already."))
    if fresh.author_id == by.pk and _others(by.organisation, by):
        raise Refused(_("You wrote this: let a second person look at it."))
    fresh.state, fresh.reviewer, fresh.updated_at = State.REVIEWED, by, timezone.now()
    fresh.save()
    record(by, "draft.review", fresh.place)
    return fresh


@transaction.atomic
def activate(*, by: User, what: str) -> Version:
    """Put every reviewed draft in force, together: a new version of the organisation's base, which new cases take.

    Args:
        what: what changed and why.

    Raises:
        NotAllowed. Refused: nothing is reviewed, no word of what changed; BadPack: a rule of the linter is broken.
    """
    require(by, "authoring.publish", by.organisation)
    reviewed = list(Draft.objects.select_for_update().filter(organisation=by.organisation, state=State.REVIEWED))
    if not reviewed:
        raise Refused(_("Nothing is reviewed yet."))
    version = publish({one.place: one.content for one in reviewed}, by=by, what=what, on=newest(by.organisation))
    _mark(reviewed, version)
    return version


def _mark(drafts: Sequence[Draft], version: Version) -> None:
    for draft in drafts:
        draft.state, draft.version, draft.updated_at = State.ACTIVE, version.number, timezone.now()
    Draft.objects.bulk_update(drafts, ["state", "version", "updated_at"])


@transaction.atomic
def discard(draft: Draft, *, by: User) -> None:
    """Throw a draft away; what is in force stays so.

    Raises:
        NotAllowed. Refused: it is in force and unchanged.
    """
    require(by, "authoring.write", draft)
    if draft.state == State.ACTIVE:
        raise Refused(_("This is in force: change it, or withdraw the version."))
    inforce = record_in_force(draft.organisation, draft.kind, draft.record)
    if inforce is not None and draft.version is not None:
        Draft.objects.filter(pk=draft.pk).update(
            content=inforce, state=State.ACTIVE, seen=draft.seen + 1, updated_at=timezone.now()
        )
    else:
        draft.delete()
    record(by, "draft.discard", draft.place)


def _others(organisation: Organisation, by: User) -> bool:
    """Whether somebody else could review."""
    able = organisation.users.filter(is_active=True, role__in=roles_with(Power.PUBLISH))
    return able.exclude(pk=by.pk).exists()
