"""The organisation's base as its authors see it: what is in force, with all drafts laid over it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

from tournevis.authoring.models import Draft, Kind
from tournevis.authoring.picking import Index
from tournevis.knowledge.queries import base_of, edition_now, newest, records_of
from tournevis.people.models import Organisation
from tournevis.troubleshooting import Base, Model, compile_model
from tournevis.troubleshooting.authoring import Drafted, Record, drafted

KEPT = 4  # benches in a process


@dataclass(frozen=True)
class Bench:
    """What an author works on.

    Attributes:
        name: what tells this state of the drafts from all others.
        drafts: "faults:printing.jam" -> its draft.
    """

    name: str
    inforce: Base
    drafts: dict[str, Draft]
    found: Drafted

    @property
    def base(self) -> Base:
        """The base with every draft that is whole."""
        return self.found.base

    @cached_property
    def model(self) -> Model:
        """Its numbers, the authors' own."""
        return compile_model(self.base)

    def index(self, tongue: str) -> Index:
        """What can be picked of it by its words."""
        if tongue not in self._indexes:
            remedies = [draft for draft in self.drafts.values() if draft.kind == Kind.REMEDIES]
            named = {one.record: one.name for one in remedies if one.record not in self.base.remedies}
            self._indexes[tongue] = Index(self.base, tongue, named)
        return self._indexes[tongue]

    @cached_property
    def _indexes(self) -> dict[str, Index]:
        return {}

    def with_one(self, record: Record) -> Drafted:
        """The base with one more record over all, and what is said of it."""
        return drafted(self.base, [record])


_kept: OrderedDict[str, Bench] = OrderedDict()
_lock = Lock()


def base_in_force(organisation: Organisation) -> Base:
    """The base that a case of the organisation would begin with now."""
    return base_of(edition_now(organisation))


def record_in_force(organisation: Organisation, kind: str, key: str) -> dict[str, Any] | None:
    """A record of that base as its author wrote it; None where it has no such one."""
    return records_of(newest(organisation)).get(f"{kind}:{key}")


def bench(organisation: Organisation) -> Bench:
    """The organisation's bench, kept in this process as long as no draft changes."""
    inforce = base_in_force(organisation)
    rows: Sequence[Draft] = list(organisation.drafts.order_by("id"))
    name = f"{organisation.pk}/{inforce.version}/" + ",".join(f"{row.pk}.{row.updated_at:%d%H%M%S%f}" for row in rows)
    with _lock:
        if name in _kept:
            _kept.move_to_end(name)
            return _kept[name]
    made = Bench(name, inforce, {row.place: row for row in rows}, drafted(inforce, [row.as_record for row in rows]))
    with _lock:
        _kept[name] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made
