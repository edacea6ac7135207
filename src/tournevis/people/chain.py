"""The chain of the log: each entry's digest holds the one before, under a key that the database does not have.

Hash-chained logs after Schneier and Kelsey (1999), "Secure audit logs to support computer forensics", with one key kept
outside the database in place of evolving ones.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Kind = Literal["changed", "missing", "repeated", "end_missing"]


class Entry(Protocol):
    """What is chained: a row of the log, or a dump of one."""

    number: int
    organisation_id: int
    actor_id: int | None
    act: str
    subject: str
    before: Any
    after: Any
    reason: str
    address: str | None
    at: Any
    previous: str
    digest: str


@dataclass(frozen=True)
class Break:
    """A place where the log is not what was written: entries `first` to `last`, both included."""

    kind: Kind
    first: int
    last: int


def digest(entry: Entry, key: bytes) -> str:
    """The digest of an entry over all that it says and the digest before it; 64 hexadecimal signs."""
    said = [
        entry.previous,
        entry.number,
        entry.organisation_id,
        entry.actor_id,
        entry.act,
        entry.subject,
        entry.before,
        entry.after,
        entry.reason,
        str(entry.address) if entry.address else None,
        entry.at.timestamp(),
    ]
    text = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def breaks(entries: Iterable[Entry], key: bytes, *, end: int, anchor: tuple[int, str] = (0, "")) -> Iterator[Break]:
    """Where a log was changed, or entries were taken out, put in or moved.

    Args:
        entries: in the order of their numbers.
        end: the number of the last entry, as it is known apart from the entries.
        anchor: number and digest of an entry that was right once (0 for none).
    """
    number, before = 0, ""
    for entry in entries:
        if entry.number > number + 1:
            yield Break("missing", number + 1, entry.number - 1)
        elif entry.number <= number:
            yield Break("repeated", entry.number, entry.number)
        elif entry.previous != before:
            yield Break("changed", entry.number, entry.number)
        if not _is_whole(entry, key) or (entry.number == anchor[0] and entry.digest != anchor[1]):
            yield Break("changed", entry.number, entry.number)
        number, before = entry.number, entry.digest
    if number < (end := max(end, anchor[0])):
        yield Break("end_missing", number + 1, end)


def _is_whole(entry: Entry, key: bytes) -> bool:
    return hmac.compare_digest(entry.digest, digest(entry, key))
