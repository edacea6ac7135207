"""A base as loose records, each as its author writes it: what an organisation changes, keeps, exports and merges.

A record stands under its kind and id, such as "faults:printing.jam"; a fault and a remedy belong to the family that
their id begins with.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel

from .content import Base, Fact, FamilyHead, Fault, Remedy, Symptom
from .lint import Places, cross_check
from .reading import Reader
from .source import PackError, Remark

Kind = Literal["families", "facts", "symptoms", "faults", "remedies"]
Record: TypeAlias = dict[str, Any]
Records: TypeAlias = dict[str, Record]
Changes: TypeAlias = dict[str, Record | None]  # None: taken out
MODELS: Mapping[str, type[BaseModel]] = {
    "families": FamilyHead,
    "facts": Fact,
    "symptoms": Symptom,
    "faults": Fault,
    "remedies": Remedy,
}
OWNED: tuple[Kind, ...] = ("faults", "remedies")
HERE = "pack"  # stands for the file of a record that came from none


def id_of(kind: str, record: Mapping[str, Any]) -> str:
    """The id of a record of a kind."""
    return str(record.get("family" if kind == "families" else "id", ""))


def flatten(content: Mapping[str, Any]) -> Records:
    """The records of a base's content (see `load.read_content`)."""
    found: Records = {}
    for family, whole in content["families"].items():
        found[f"families:{family}"] = {key: value for key, value in whole.items() if key not in OWNED}
    for kind in ("facts", "symptoms"):
        found |= {f"{kind}:{key}": dict(record) for key, record in content[kind].items()}
    for kind in OWNED:
        for whole in content["families"].values():
            found |= {f"{kind}:{record['id']}": dict(record) for record in whole.get(kind) or ()}
    return found


def gather(records: Mapping[str, Record], scales: Mapping[str, Any], version: str) -> dict[str, Any]:
    """The content of a base that holds these records, the other way round than `flatten`."""
    content: dict[str, Any] = {"version": version, "scales": scales, "families": {}, "facts": {}, "symptoms": {}}
    for kind, key, record in named(records):
        if kind == "families":
            content["families"][key] = {**record, "faults": [], "remedies": []}
        elif kind not in OWNED:
            content[kind][key] = record
    for kind, key, record in named(records):
        family = content["families"].get(key.split(".")[0]) if kind in OWNED else None
        if family is not None:
            family[kind].append(record)
    return content


def named(records: Mapping[str, Any]) -> Iterable[tuple[str, str, Any]]:
    """Kind, id and record of each."""
    for name, record in records.items():
        kind, _, key = name.partition(":")
        yield kind, key, record


def applied(records: Mapping[str, Record], changes: Mapping[str, Record | None]) -> Records:
    """The records after changes: each put in its former place, the new ones at the end."""
    after = {key: changes.get(key, record) for key, record in records.items()}
    after |= {key: record for key, record in changes.items() if key not in after}
    return {key: record for key, record in after.items() if record is not None}


def difference(before: Mapping[str, Record], after: Mapping[str, Record]) -> Changes:
    """What makes `after` of `before`."""
    changed: Changes = {key: record for key, record in after.items() if before.get(key) != record}
    return changed | {key: None for key in before if key not in after}


def digest(content: Any) -> str:
    """SHA-256 of content, whatever the order of its keys, as 64 hexadecimal digits."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def checked(
    records: Mapping[str, Record], scales: Mapping[str, Any], version: str, places: Places | None = None
) -> Base:
    """The base of these records, with every rule of the linter applied.

    Args:
        places: file and line of each record; of those that came from no file, their kind and id say where.

    Raises:
        PackError: every reason, each with its place; nothing is half taken.
    """
    where = {key: (places or {}).get(key, (key, 0)) for key in records}
    reader = Reader()
    for kind, key, record in named(records):
        _check_one(reader, kind, key, record, where[f"{kind}:{key}"])
    reader.remarks += _homeless(records, where)
    if reader.remarks:
        raise PackError(reader.remarks)
    base = Base.model_validate(gather(records, scales, version))
    remarks = list(cross_check(base, where))
    if remarks:
        raise PackError(remarks)
    return base


def _check_one(reader: Reader, kind: str, key: str, record: Any, place: tuple[str, int]) -> None:
    model = MODELS.get(kind)
    if model is None:
        reader.remarks.append(Remark(*place, f"unknown kind {kind!r} (there are: {', '.join(MODELS)})"))
    elif not isinstance(record, Mapping) or id_of(kind, record) != key:
        reader.remarks.append(Remark(*place, f"{key}: the record must hold this id; give it back its id"))
    else:
        reader.parse(model, record, *place)


def _homeless(records: Mapping[str, Record], where: Places) -> Iterable[Remark]:
    """Faults and remedies whose family is not there, families that hold no fault."""
    families = {key for kind, key, _record in named(records) if kind == "families"}
    inhabited = {key.split(".")[0] for kind, key, _record in named(records) if kind == "faults"}
    for kind, key, _record in named(records):
        place = where[f"{kind}:{key}"]
        if kind in OWNED and key.split(".")[0] not in families:
            yield Remark(*place, f"{key}: unknown family {key.split('.')[0]!r}; begin its id with a family's name")
        elif kind == "families" and key not in inhabited:
            yield Remark(*place, f"{key}: no fault is left in this family; keep one, or take the family out")
