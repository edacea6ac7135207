"""Conflicts of a merge as a page shows them, and what a person chose for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tournevis.people.rules import Refused
from tournevis.troubleshooting import PackError
from tournevis.troubleshooting.packs.merge import ABSENT, Conflict
from tournevis.troubleshooting.packs.records import Changes, Records
from tournevis.troubleshooting.packs.source import parse_yaml

SIDES = ("theirs", "ours", "edited")
MOST_TEXT = 20_000


FIELDS = {
    "names": gettext_noop("Name"),
    "complaints": gettext_noop("Complaints"),
    "phrases": gettext_noop("Phrases"),
    "share": gettext_noop("How often, in percent of its family"),
    "expects": gettext_noop("Answers expected"),
    "shows": gettext_noop("Symptoms shown"),
    "remedies": gettext_noop("Actions"),
    "cures": gettext_noop("How often it helps"),
    "level": gettext_noop("Level"),
    "explain": gettext_noop("Explanation"),
    "plain": gettext_noop("in plain words"),
    "technical": gettext_noop("in technical words"),
    "prevent": gettext_noop("So that it does not come back"),
    "caution": gettext_noop("Caution"),
    "risk": gettext_noop("Risk"),
    "steps": gettext_noop("Steps"),
    "minutes": gettext_noop("Minutes"),
    "by": gettext_noop("By whom"),
    "check": gettext_noop("Check"),
    "answers": gettext_noop("Answers"),
    "usual": gettext_noop("Usual answer"),
    "ways": gettext_noop("Ways to ask or read it"),
    "fr": gettext_noop("French"),
    "en": gettext_noop("English"),
}


def field_name(part: str) -> str:
    """A field of a record in the reader's language; an id, or what is seldom changed, as it is."""
    return _(FIELDS[part]) if part in FIELDS else part


@dataclass(frozen=True)
class Shown:
    """One conflict on the page.

    Attributes:
        name: of the record, in the reader's language.
        base, theirs, ours: values as text; None where a side has none.
        side: what is chosen so far; "" for nothing yet.
        edited: the text to be edited.
    """

    key: str
    name: str
    field: str
    why: str
    base: str | None
    theirs: str | None
    ours: str | None
    side: str
    edited: str
    long: bool


def shown(conflict: Conflict, records: Records, tongue: str, posted: Mapping[str, str]) -> Shown:
    """A conflict as the page shows it, with what was chosen before where the page comes back."""
    base, theirs, ours = (_text(value) for value in (conflict.base, conflict.theirs, conflict.ours))
    edited = posted.get(f"text:{conflict.key}", ours if ours is not None else theirs or "")
    side = posted.get(f"side:{conflict.key}", "")
    long = max(len(text or "") for text in (base, theirs, ours)) > 60
    name = record_name(conflict, records, tongue)
    return Shown(
        conflict.key,
        name,
        " › ".join(map(field_name, conflict.path)),
        conflict.why,
        base,
        theirs,
        ours,
        side,
        edited,
        long,
    )


def record_name(conflict: Conflict, records: Records, tongue: str) -> str:
    """The name of a conflict's record."""
    for side in (conflict.ours, conflict.theirs, conflict.base):
        if not conflict.path and isinstance(side, Mapping):
            return _named(side, tongue, conflict.record)
    return _named(records.get(conflict.record) or {}, tongue, conflict.record)


def chosen(conflicts: Iterable[Conflict], posted: Mapping[str, str]) -> dict[str, Any]:
    """The value that a person chose for each conflict; those without a choice are left out.

    Raises:
        Refused: an edited text cannot be read as what stands in its place.
    """
    found = {}
    for conflict in conflicts:
        side = posted.get(f"side:{conflict.key}")
        if side in ("theirs", "ours"):
            found[conflict.key] = getattr(conflict, side)
        elif side == "edited":
            found[conflict.key] = _value(conflict, posted.get(f"text:{conflict.key}", ""))
    return found


@dataclass(frozen=True)
class Change:
    """A record that would be added, changed or taken out."""

    kind: str
    name: str
    act: str


def changes(planned: Changes, before: Records, tongue: str) -> list[Change]:
    """What would become of each record."""
    found = []
    for key, record in planned.items():
        act = "removed" if record is None else "changed" if key in before else "added"
        name = _named(record if record is not None else before.get(key) or {}, tongue, key)
        found.append(Change(key.partition(":")[0], name, act))
    return found


def _named(record: Mapping[str, Any], tongue: str, key: str) -> str:
    names = record.get("names")
    return str(names.get(tongue) or key) if isinstance(names, Mapping) else key.partition(":")[2]


def _text(value: Any) -> str | None:
    if value is ABSENT:
        return None
    if isinstance(value, str | int | float):
        return str(value)
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=70)).strip()


def _value(conflict: Conflict, text: str) -> Any:
    """An edited text as the kind of value that stands there."""
    text = text.replace("\r\n", "\n").strip()[:MOST_TEXT]
    if all(side is ABSENT or isinstance(side, str) for side in (conflict.theirs, conflict.ours)):
        return text
    indented = "\n".join(f"  {line}" for line in text.splitlines())
    try:
        return json.loads(json.dumps(parse_yaml(f"value:\n{indented}", "value")["value"]))
    except (PackError, TypeError, KeyError) as error:
        raise Refused(_("The text for “%(field)s” cannot be read.") % {"field": conflict.key}) from error
