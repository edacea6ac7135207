"""Bringing others' changes into an organisation's own base: a newer shipped base, a pack, a decision tree.

All three are one three-way merge; what both sides changed is shown, and settled before anything is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tournevis.knowledge.models import Release, Version
from tournevis.knowledge.queries.editions import (
    content_of,
    newest,
    records_of,
    release_now,
    shipped,
    shipped_with,
)
from tournevis.people.models import Organisation, User
from tournevis.people.rules import record, require
from tournevis.troubleshooting.packs.archive import Pack, write_pack
from tournevis.troubleshooting.packs.lint import Places
from tournevis.troubleshooting.packs.merge import Conflict, Merged, merge
from tournevis.troubleshooting.packs.records import Changes, Records, applied, difference, flatten

from .versions import BadPack, Conflicted, check, hold, keep

Settled = Mapping[str, Any]


@dataclass(frozen=True)
class Planned:
    """What a merge would do to the organisation's base.

    Attributes:
        changes: record -> as it would be, None where it would be taken out; conflicts stand as they are here.
        conflicts: to be settled first.
        problem: why the whole could not be reasoned with; None where it could.
    """

    changes: Changes
    conflicts: tuple[Conflict, ...]
    problem: BadPack | None

    @property
    def ready(self) -> bool:
        """Whether it can be kept as it is."""
        return not self.conflicts and self.problem is None


def newer_release(organisation: Organisation) -> Version | None:
    """The organisation's version, where it rests on another base than the one shipped now; else None."""
    version = newest(organisation)
    return version if version is not None and version.release_id != shipped().digest else None


def plan_release(organisation: Organisation, settled: Settled | None = None) -> Planned | None:
    """What bringing in the base shipped now would do; None where there is nothing to bring in."""
    version = newer_release(organisation)
    if version is None:
        return None
    return _planned(_with_release(version, settled), records_of(version), release_now())


def merge_release(organisation: Organisation, *, by: User | None, settled: Settled | None = None) -> Version | None:
    """Bring in the base that is shipped now: a new version with it and all that the organisation changed.

    Args:
        by: who settled it; None for the daily chore, which only keeps what has no conflict.

    Raises:
        NotAllowed. Conflicted: fields are left to settle. BadPack: a rule of the linter is broken.
    """
    if by is not None:
        require(by, "knowledge.author", organisation)
    with transaction.atomic():
        hold(organisation)
        version = newer_release(organisation)
        if version is None:
            return None
        merged = _with_release(version, settled)
        if merged.conflicts:
            raise Conflicted(merged.conflicts)
        what = _("Merged with the base shipped in version %(new)s; it was made on %(old)s.")
        words = what % {"new": shipped().content["version"], "old": version.release.version}
        return keep(merged.records, release_now(), version, by=by, what=words, organisation=organisation)


def merge_at_upgrade(organisation: Organisation, now: datetime) -> Mapping[str, int]:
    """The daily chore: bring a newer shipped base in where nothing is in conflict; tell how much is to be settled."""
    try:
        kept = merge_release(organisation, by=None)
    except Conflicted as error:
        return {"to_settle": len(error.conflicts)}
    except BadPack as error:
        return {"to_settle": len(error.remarks)}
    return {"merged": int(kept is not None)}


def plan_pack(pack: Pack, organisation: Organisation, settled: Settled | None = None) -> Planned:
    """What importing a pack would do."""
    version = newest(organisation)
    release = version.release if version is not None else release_now()
    return _planned(_with_pack(pack, version, settled), records_of(version), release, pack.places)


def import_pack(pack: Pack, *, by: User, what: str, settled: Settled | None = None) -> Version:
    """Take a pack into the organisation's base, whole or not at all.

    Raises:
        NotAllowed. Refused. Conflicted: fields are left to settle. BadPack: a rule of the linter is broken.
    """
    require(by, "knowledge.author", by.organisation)
    with transaction.atomic():
        last = hold(by.organisation)
        merged = _with_pack(pack, last, settled)
        if merged.conflicts:
            raise Conflicted(merged.conflicts)
        release = last.release if last is not None else release_now()
        return keep(merged.records, release, last, by=by, what=what, places=pack.places)


def export_pack(version: Version, *, by: User, address: str | None = None) -> bytes:
    """All that an organisation changed of what was shipped, as a file; that it was taken out is logged.

    Raises:
        NotAllowed: he may not read it.
    """
    require(by, "knowledge.export", version)
    records = records_of(version)
    changes = difference(shipped_with(version), records)
    record(by, "knowledge.export", version, address=address)
    return write_pack(changes, records, release=version.release_id, title=f"{version.organisation}, {version}")


def _with_release(version: Version, settled: Settled | None) -> Merged:
    return merge(shipped_with(version), flatten(shipped().content), records_of(version), settled)


def _with_pack(pack: Pack, version: Version | None, settled: Settled | None) -> Merged:
    """The pack as changes of the base that it was made on, where that is known here; else of ours."""
    known = Release.objects.filter(digest=pack.release).exists() if pack.release else False
    base = flatten(content_of(pack.release)) if known else shipped_with(version)
    return merge(base, applied(base, pack.changes), records_of(version), settled)


def _planned(merged: Merged, before: Records, release: Release, places: Places | None = None) -> Planned:
    problem = None
    if not merged.conflicts:
        try:
            check(merged.records, release, places)
        except BadPack as error:
            problem = error
    return Planned(difference(before, merged.records), merged.conflicts, problem)
