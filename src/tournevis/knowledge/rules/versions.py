"""An organisation's own base: every change makes a new version, checked as a whole; none is ever lost or altered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tournevis.knowledge.models import Release, Version
from tournevis.knowledge.models.versions import packed
from tournevis.knowledge.queries.editions import content_of, newest, records_of, release_now
from tournevis.people.models import Organisation, User
from tournevis.people.rules import Refused, record, require
from tournevis.troubleshooting import PackError, Remark
from tournevis.troubleshooting.packs.lint import Places
from tournevis.troubleshooting.packs.merge import Conflict, merge
from tournevis.troubleshooting.packs.records import Changes, Records, applied, checked, difference, digest, flatten

MOST_WORDS = 2000


class BadPack(Refused):
    """A base that cannot be reasoned with; `remarks` say each what is wrong where."""

    def __init__(self, remarks: list[Remark]) -> None:
        self.remarks = remarks
        super().__init__(_("Nothing was changed: %(why)s") % {"why": "; ".join(map(str, remarks[:5]))})


class Conflicted(Refused):
    """Somebody else changed the same fields meanwhile; `conflicts` are to be settled."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        self.conflicts = conflicts
        told = ", ".join(conflict.key for conflict in conflicts[:5])
        super().__init__(_("Changed by somebody else meanwhile: %(fields)s") % {"fields": told})


def publish(
    edits: Mapping[str, dict[str, Any] | None],
    *,
    by: User,
    what: str,
    on: Version | None = None,
    settled: Mapping[str, Any] | None = None,
    places: Places | None = None,
) -> Version:
    """Make the edited records the organisation's newest version: new cases take it, cases under way keep theirs.

    Args:
        edits: "faults:printing.jam" -> the whole record as it shall be, None to take it out.
        what: what changed and why, in the author's words.
        on: the version that the author saw; None for what was shipped. What others changed since is kept.
        settled: what was chosen where both changed a field; see `packs.merge`.
        places: file and line of each record, where they came from a file.

    Raises:
        NotAllowed. Refused: no word of what changed, or nothing changed. BadPack: a rule of the linter is broken.
        Conflicted: others changed the same fields otherwise.
    """
    require(by, "knowledge.author", by.organisation)
    with transaction.atomic():
        last = hold(by.organisation)
        seen = records_of(on)
        merged = merge(seen, records_of(last), applied(seen, edits), settled)
        if merged.conflicts:
            raise Conflicted(merged.conflicts)
        release = last.release if last is not None else release_now()
        return keep(merged.records, release, last, by=by, what=what, places=places)


def keep(
    records: Records, release: Release, last: Version | None, *, by: User | None, what: str, **more: Any
) -> Version:
    """Keep records as the version after `last`, on a release; within a transaction that holds the organisation.

    Args:
        more: `places` of the records; the `organisation`, where nobody in particular acts.

    Raises:
        As `publish`.
    """
    organisation = by.organisation if by is not None else more["organisation"]
    words = what.strip()[:MOST_WORDS]
    differs = difference(records_of(last), records)
    if not words:
        raise Refused(_("Say what changed and why: the next author will want to know."))
    if not differs and last is not None and last.release_id == release.pk:
        raise Refused(_("Nothing changed."))
    check(records, release, more.get("places"))
    changes = difference(flatten(content_of(release.pk)), records)
    version = Version.objects.create(
        organisation=organisation,
        number=_next(organisation),
        release=release,
        changes=packed(changes),
        digest=digest(changes),
        by=by,
        at=timezone.now(),
        what=words,
        differs=_told(differs, records_of(last)),
    )
    record(by, "knowledge.publish", version, after={"changed": len(differs)}, reason=words, organisation=organisation)
    return version


def check(records: Records, release: Release, places: Places | None = None) -> None:
    """Apply every rule of the linter to records on a release.

    Raises:
        BadPack.
    """
    content = content_of(release.pk)
    try:
        checked(records, content["scales"], str(content["version"]), places)
    except PackError as error:
        raise BadPack(error.remarks) from error


@transaction.atomic
def withdraw(version: Version, *, by: User, reason: str) -> None:
    """Take a version away from new cases, which take the one before; cases that began with it keep it.

    Raises:
        NotAllowed. Refused: no reason is given, or it was withdrawn before.
    """
    require(by, "knowledge.author", version)
    if not reason.strip():
        raise Refused(_("Say why this version is withdrawn."))
    rows = Version.objects.filter(pk=version.pk, withdrawn_at=None)
    if not rows.update(withdrawn_at=timezone.now()):
        raise Refused(_("This version was withdrawn before."))
    record(by, "knowledge.withdraw", version, reason=reason.strip()[:MOST_WORDS])


def hold(organisation: Organisation) -> Version | None:
    """The newest version, with every other author of the organisation kept waiting until the transaction ends."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    return newest(organisation)


def _next(organisation: Organisation) -> int:
    last = Version.objects.filter(organisation=organisation).values_list("number", flat=True).first()
    return 1 + (last or 0)


def _told(differs: Changes, before: Records) -> list[list[str]]:
    """Each record that differs and how: added, changed or taken out."""
    return [
        [key, "removed" if record is None else "changed" if key in before else "added"]
        for key, record in differs.items()
    ]
