"""The log of acts on paper: one JSON object a line, as an auditor takes it away and checks it elsewhere.

Each line has all that its digest covers (see `people.chain`), so that who has the key of the chain can count every
digest again; who has not still sees that each entry names the digest before it, and compares the last one with another
copy. The names of people stand beside, for reading; the chain covers their numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tournevis.people import chain
from tournevis.people.models import AuditEntry

SAID = ("number", "organisation_id", "actor_id", "act", "subject", "before", "after", "reason", "address")


class NoTrail(Exception):
    """The text is no exported log; the message names the line."""


@dataclass
class Line:
    """An entry as it was taken away; see `models.AuditEntry`."""

    number: int
    organisation_id: int
    actor_id: int | None
    act: str
    subject: str
    before: Any
    after: Any
    reason: str
    address: str | None
    at: datetime
    previous: str
    digest: str


def lines(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """Each entry as a line, in the order given."""
    for entry in entries:
        told = {name: getattr(entry, name) for name in SAID}
        told |= {"at": entry.at.isoformat(), "previous": entry.previous, "digest": entry.digest}
        told["actor_name"] = str(entry.actor) if entry.actor else None
        yield json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n"


def read(text: Iterable[str]) -> Iterator[Line]:
    """The entries of an exported log.

    Raises:
        NoTrail: a line is no entry.
    """
    for number, line in enumerate(text, 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            told.pop("actor_name", None)
            yield Line(**{**told, "at": datetime.fromisoformat(told["at"])})
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise NoTrail(str(number)) from error


def breaks(entries: Iterable[Line], key: bytes | None) -> list[chain.Break]:
    """Where an exported log is not what was written; without the key, only whether each follows the one before."""
    found = list(entries)
    if key is not None:
        return list(chain.breaks(found, key, end=found[-1].number if found else 0))
    torn, number, before = [], 0, ""
    for entry in found:
        if entry.number != number + 1:
            torn.append(chain.Break("missing" if entry.number > number + 1 else "repeated", number + 1, entry.number))
        elif entry.previous != before:
            torn.append(chain.Break("changed", entry.number, entry.number))
        number, before = entry.number, entry.digest
    return torn
