"""Records of an author laid over a base, checked, with what the linter says of each of their fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel, ValidationError

from tournevis.troubleshooting.packs import Base, Fact, Fault, Remedy
from tournevis.troubleshooting.packs.lint import cross_check
from tournevis.troubleshooting.quality.rules import fault_errors, remedy_errors

Kind = Literal["facts", "faults", "remedies"]
BREAKS = "breaks another record: "
KINDS: tuple[Kind, ...] = get_args(Kind)
MODELS: Mapping[Kind, type[BaseModel]] = {"facts": Fact, "faults": Fault, "remedies": Remedy}


@dataclass(frozen=True)
class Record:
    """A record as a pack holds it, of one kind."""

    kind: Kind
    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its id, as it is written; "" where none is."""
        return str(self.data.get("id", ""))

    @property
    def family(self) -> str:
        """The family that a fault or a remedy belongs to: its id begins with it."""
        return self.id.split(".")[0]

    @property
    def place(self) -> str:
        """What tells it from every other record."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Said:
    """What the linter says of a record.

    Attributes:
        field: dotted path of the field that it speaks of; "" for the record as a whole.
        grave: the base cannot be used so; else it can, only less well.
    """

    place: str
    field: str
    message: str
    grave: bool


@dataclass(frozen=True)
class Drafted:
    """A base with an author's records in it, those left out that no base can hold, and what is said of each."""

    base: Base
    said: tuple[Said, ...]

    def of(self, record: Record) -> tuple[Said, ...]:
        """What is said of one record, the grave first."""
        return tuple(sorted((one for one in self.said if one.place == record.place), key=lambda one: not one.grave))


def drafted(base: Base, records: Sequence[Record]) -> Drafted:
    """The base with the records in the place of those of the same id, or added.

    Left out, with at least one grave remark, is a record that is not whole, that speaks of what is not there, or that
    takes away what another one needs.
    """
    said: list[Said] = []
    whole = [(record, parsed) for record in records if (parsed := _parsed(base, record, said)) is not None]
    said += _quality(whole)
    while True:
        laid = _laid(base, whole)
        found = list(_references(laid, [record for record, _parsed_one in whole]))
        torn = {one.place for one in found if _dangles(one.message)}
        if not torn:
            break
        said += (one for one in found if one.place in torn)
        whole = [(record, parsed) for record, parsed in whole if record.place not in torn]
    said += found
    return Drafted(laid, tuple(said))


def _references(laid: Base, records: Sequence[Record]) -> Iterator[Said]:
    """What the linter says of the records, and of others that they break: that is said of who broke them."""
    places = {record.place: (record.place, 0) for record in records}
    for remark in cross_check(laid, places):
        if remark.file in places:
            yield Said(remark.file, remark.field, _own(remark.message), grave=True)
            continue
        for record in records:
            if record.id in remark.message:
                yield Said(record.place, "", f"{BREAKS}{remark.message}", grave=True)


def _dangles(message: str) -> bool:
    """Whether a base that says so cannot be reckoned with: it speaks of what is not there."""
    return message.startswith(BREAKS) or "unknown " in message or " has no answer " in message


def _parsed(base: Base, record: Record, said: list[Said]) -> BaseModel | None:
    if record.kind != "facts" and record.family not in base.families:
        said.append(Said(record.place, "id", f"unknown family {record.family!r}", grave=True))
        return None
    try:
        return MODELS[record.kind].model_validate(dict(record.data))
    except ValidationError as error:
        for item in error.errors():
            where = ".".join(str(part) for part in item["loc"])
            said.append(Said(record.place, where, str(item["msg"]), grave=True))
        return None


def _laid(base: Base, whole: Iterable[tuple[Record, Any]]) -> Base:
    facts, families = dict(base.facts), dict(base.families)
    for record, parsed in whole:
        if record.kind == "facts":
            facts[record.id] = parsed
            continue
        family = families[record.family]
        families[record.family] = family.model_copy(
            update={record.kind: _in_place(getattr(family, record.kind), parsed)}
        )
    # no second validation: every record was validated by itself
    return Base.model_construct(
        version=base.version, scales=base.scales, families=families, facts=facts, symptoms=base.symptoms
    )


def _in_place(before: tuple[Any, ...], parsed: Any) -> tuple[Any, ...]:
    if all(one.id != parsed.id for one in before):
        return (*before, parsed)
    return tuple(parsed if one.id == parsed.id else one for one in before)


def _quality(whole: Iterable[tuple[Record, Any]]) -> Iterator[Said]:
    """What makes a cause hard to find or to understand, and an action dangerous."""
    for record, parsed in whole:
        places = {record.place: (record.place, 0)}
        if record.kind == "faults":
            for remark in fault_errors(parsed, places):
                yield Said(record.place, remark.field, _own(remark.message), grave=False)
        elif record.kind == "remedies":
            for remark in remedy_errors(parsed, places):
                yield Said(record.place, remark.field, _own(remark.message), grave=True)


def _own(message: str) -> str:
    """A remark without the id that it begins with: it stands beside the record."""
    return message.split(": ", 1)[1]
