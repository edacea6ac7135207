"""Which base a case reasons with: what was shipped, with the organisation's own changes, as they were at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from tournevis.knowledge.models import Release, Version
from tournevis.knowledge.models.versions import packed, unpacked
from tournevis.people.models import Organisation
from tournevis.troubleshooting import Base, load_base
from tournevis.troubleshooting.packs import read_content
from tournevis.troubleshooting.packs.records import Changes, Records, applied, digest, flatten, gather

KEPT_BASES = 8  # of organisations and of former releases, in a process


@dataclass(frozen=True)
class Edition:
    """What a case reasons with.

    Attributes:
        release: digest of the release; None for the base of this process, whichever that is.
        version: key of the organisation's version on it; None where it has changed nothing.
    """

    release: str | None = None
    version: UUID | None = None


SHIPPED = Edition()


@dataclass(frozen=True)
class Shipped:
    """The base that this process came with, and the content and digest of it."""

    content: dict[str, Any]
    digest: str
    packed: bytes


@lru_cache(maxsize=1)
def base() -> Base:
    """The fault base that this process came with, checked; read once.

    Raises:
        PackError: the content is wrong; see its remarks.
    """
    return load_base()


@lru_cache(maxsize=1)
def shipped() -> Shipped:
    """The same, as records can be taken from it; read once."""
    content = read_content()
    return Shipped(content, digest(content), packed(content))


def release_now() -> Release:
    """The release of this process, kept at the first need."""
    here = shipped()
    defaults = {"version": str(here.content["version"]), "content": here.packed}
    known = Release.objects.defer("content").filter(digest=here.digest).first()
    return known or Release.objects.get_or_create(digest=here.digest, defaults=defaults)[0]


def newest(organisation: Organisation) -> Version | None:
    """The organisation's version that new cases take; None where it has changed nothing of what was shipped."""
    rows = Version.objects.filter(organisation=organisation, withdrawn_at=None).select_related("release")
    return rows.defer("release__content", "changes").order_by("-number").first()


def edition_now(organisation: Organisation) -> Edition:
    """What a case that begins now would reason with, for lists and searches: nothing is kept."""
    version = newest(organisation)
    return SHIPPED if version is None else Edition(version.release_id, version.pk)


def edition_for(organisation: Organisation) -> Edition:
    """What a case that begins now reasons with, to be kept with it."""
    found = edition_now(organisation)
    return found if found.release is not None else Edition(release_now().pk)


def is_shipped(edition: Edition) -> bool:
    """Whether it is the base of this process as it was shipped."""
    return edition.version is None and (edition.release in (None, shipped().digest))


def base_of(edition: Edition) -> Base:
    """The base of an edition; the last ones are kept in this process."""
    return base() if is_shipped(edition) else _stored(edition)


def records_of(version: Version | None) -> Records:
    """All records of an organisation's version; without one, of what this process shipped."""
    if version is None:
        return flatten(shipped().content)
    return applied(shipped_with(version), changes_of(version))


def shipped_with(version: Version | None) -> Records:
    """The records as the release of a version shipped them."""
    return flatten(shipped().content if version is None else content_of(version.release_id))


def changes_of(version: Version | None) -> Changes:
    """All that an organisation changed of what was shipped."""
    found: Changes = unpacked(version.changes) if version is not None else {}
    return found


def content_of(release: str) -> dict[str, Any]:
    """What a release shipped."""
    if release == shipped().digest:
        return shipped().content
    found: dict[str, Any] = unpacked(Release.objects.get(pk=release).content)
    return found


@lru_cache(maxsize=KEPT_BASES)
def _stored(edition: Edition) -> Base:
    assert edition.release is not None
    content = content_of(edition.release)
    if edition.version is None:
        return Base.model_validate(content)
    version = Version.objects.select_related("release").get(pk=edition.version)
    records = applied(flatten(content), changes_of(version))
    return Base.model_validate(gather(records, content["scales"], label(version)))


def label(version: Version) -> str:
    """What a base of an organisation is called in counts and suggestions: no two of one installation alike."""
    return f"{version.release.version}+{version.organisation_id}.{version.number}"
