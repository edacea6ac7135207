"""Three-way merge of two changes of one base, field by field: nothing that either side did is lost, none is guessed.

What one side alone changed is taken; what both changed alike too; what both changed otherwise is a conflict, which a
person settles. Mappings are merged by key, answers and remedies of a list by their id, complaints and phrases one by
one; every other list, such as steps, is one value.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from .records import Record, Records, named

Why = Literal["both", "used"]
Fields: TypeAlias = Mapping[str, Any]
PHRASES = frozenset({"complaints", "phrases", "sources", "stale"})  # lists whose items stand each for itself
KEYS = ("id", "use")  # what tells an item of a list from the others


class _Absent:
    """Stands for what is not there."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()


@dataclass(frozen=True)
class Conflict:
    """A field that both sides changed otherwise; a value is `ABSENT` where that side took it out, or never had it.

    Attributes:
        record: such as "faults:printing.jam".
        path: the field, from the record down; empty for the record itself.
        why: "both" changed it, or one side took out a record that the other's changes "used".
    """

    record: str
    path: tuple[str, ...]
    base: Any
    theirs: Any
    ours: Any
    why: Why = "both"

    @property
    def key(self) -> str:
        """What names it in `settled`."""
        return "/".join((self.record, *self.path))


@dataclass(frozen=True)
class Merged:
    """The records that a merge gives, ours standing in every conflict, and the conflicts left to settle."""

    records: Records
    conflicts: tuple[Conflict, ...]


@dataclass
class _Merger:
    settled: Mapping[str, Any]
    conflicts: list[Conflict] = field(default_factory=list)

    def value(self, place: tuple[str, ...], base: Any, theirs: Any, ours: Any) -> Any:
        """One value out of three; `place` begins with the record's name."""
        if ours == theirs or theirs == base:
            return ours
        if ours == base:
            return theirs
        if isinstance(theirs, Mapping) and isinstance(ours, Mapping):
            return self.mapping(place, base if isinstance(base, Mapping) else {}, theirs, ours)
        if (key := _item_key(place, base, theirs, ours)) is not None:
            return self.items(place, key, base if isinstance(base, list) else [], theirs, ours)
        return self.decide(Conflict(place[0], place[1:], base, theirs, ours))

    def decide(self, conflict: Conflict) -> Any:
        """What was settled; else ours for now, and a conflict noted."""
        if conflict.key in self.settled:
            return self.settled[conflict.key]
        self.conflicts.append(conflict)
        return conflict.ours

    def mapping(self, place: tuple[str, ...], base: Fields, theirs: Fields, ours: Fields) -> Record:
        found: Record = {}
        for key in (*theirs, *(key for key in ours if key not in theirs), *base):
            if key not in found:
                three = (side.get(key, ABSENT) for side in (base, theirs, ours))
                found[key] = self.value((*place, str(key)), *three)
        return {key: value for key, value in found.items() if value is not ABSENT}

    def items(
        self, place: tuple[str, ...], key: Callable[[Any], str], base: list[Any], theirs: list[Any], ours: list[Any]
    ) -> Any:
        """A list whose items have a name each: merged as a mapping, then put in the order of whoever changed it."""
        three = [{key(item): item for item in side} for side in (base, theirs, ours)]
        order = _order(*(list(side) for side in three))
        if order is None:
            return self.decide(Conflict(place[0], place[1:], base, theirs, ours))
        found = self.mapping(place, *three)
        return [found[name] for name in order if name in found]


def merge(base: Records, theirs: Records, ours: Records, settled: Mapping[str, Any] | None = None) -> Merged:
    """Both changes of `base` in one.

    Args:
        settled: `Conflict.key` -> the value that a person chose, `ABSENT` to take it out.
    """
    merger = _Merger(settled or {})
    found: Records = {}
    for key in dict.fromkeys((*theirs, *ours, *base)):
        value = merger.value((key,), *(side.get(key, ABSENT) for side in (base, theirs, ours)))
        if value is not ABSENT:
            found[key] = value
    for conflict in _still_used(base, theirs, ours, found):
        kept = merger.decide(conflict)
        if kept is not ABSENT:
            found[conflict.record] = kept
    return Merged(found, tuple(merger.conflicts))


def _still_used(base: Records, theirs: Records, ours: Records, found: Records) -> Iterator[Conflict]:
    """Records that one side took out, and that what the other side changed speaks of."""
    for gone, other in ((theirs, ours), (ours, theirs)):
        out = {key for key in base if key not in gone and key not in found}
        changed = [found[key] for key, record in other.items() if record != base.get(key) and key in found]
        words = {word for record in changed for word in mentions(record)} if out else set()
        for kind, key, record in named({key: base[key] for key in base if key in out}):
            if key in words:
                name = f"{kind}:{key}"
                sides = (record, theirs.get(name, ABSENT), ours.get(name, ABSENT))
                yield Conflict(name, (), *sides, why="used")


def mentions(value: Any) -> Iterator[str]:
    """Every text and every key in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from mentions(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from mentions(inner)


def _item_key(place: tuple[str, ...], *sides: Any) -> Callable[[Any], str] | None:
    """How the items of a list are told apart; None where it is one value, or no list on both sides."""
    lists = [side for side in sides if side is not ABSENT]
    if not all(isinstance(side, list) for side in lists):
        return None
    if PHRASES & {*place[1:2], *place[-1:]} and all(isinstance(i, str) for side in lists for i in side):
        return str if all(len(set(side)) == len(side) for side in lists) else None
    for key in KEYS:
        if all(_unique(side, key) for side in lists):
            return _named_by(key)
    return None


def _named_by(key: str) -> Callable[[Any], str]:
    return lambda item: str(item[key])


def _unique(side: list[Any], key: str) -> bool:
    names = [item.get(key) for item in side if isinstance(item, Mapping)]
    return len(names) == len(side) and None not in names and len(set(map(str, names))) == len(side)


def _order(base: list[str], theirs: list[str], ours: list[str]) -> list[str] | None:
    """The names of all three in one order; None where both sides ordered what they share otherwise than before."""
    common = set(base) & set(theirs) & set(ours)
    was, there, here = ([name for name in side if name in common] for side in (base, theirs, ours))
    if here in (was, there):
        return _woven(theirs, ours)
    return _woven(ours, theirs) if there == was else None


def _woven(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The names of `first` in their order, each name of `second` alone right after the one that it follows there."""
    order = list(first)
    for place, name in enumerate(second):
        if name not in order:
            order.insert(order.index(second[place - 1]) + 1 if place else 0, name)
    return order
