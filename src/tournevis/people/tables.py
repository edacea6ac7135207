"""Tables that people bring as CSV: read whole, with each trouble told by its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .folding import fold
from .rules.access import Refused

MAX_BYTES = 2_000_000
MAX_ROWS = 5_000


class BadTable(Refused):
    """The text is not a table that can be read; the message says what is wrong with it."""


@dataclass(frozen=True)
class Column:
    """A column: its key, its heading in the reader's language, and whether a table must have it."""

    key: str
    label: str | Promise
    required: bool = False


@dataclass
class Row:
    """A planned row: what would be done with it, or why nothing can."""

    line: int
    cells: Mapping[str, str]
    act: str = "same"  # create | change | close | same | error
    errors: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """The row as its reader knows it: its cells, short."""
        return " · ".join(cell[:40] for cell in self.cells.values() if cell)[:160]

    def refuse(self, message: str) -> None:
        """Leave this row out, because of `message`."""
        self.act = "error"
        self.errors.append(message)


@dataclass(frozen=True)
class Plan:
    """What an import would do, row by row."""

    rows: Sequence[Row]

    def count(self, act: str) -> int:
        """How many rows have this act."""
        return sum(row.act == act for row in self.rows)

    @property
    def to_do(self) -> list[Row]:
        """The rows that change something."""
        return [row for row in self.rows if row.act in {"create", "change"}]


def decode(data: bytes) -> str:
    """The text of a CSV file: UTF-8, or Windows-1252 as spreadsheets write it.

    Raises:
        BadTable: too large, or not text.
    """
    if len(data) > MAX_BYTES:
        raise BadTable(_("The file is larger than %(size)s MB: cut it in parts.") % {"size": MAX_BYTES // 1_000_000})
    if b"\0" in data:
        raise BadTable(_("This is not a CSV file: save the sheet as “CSV UTF-8” and try again."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read(text: str, columns: Sequence[Column]) -> list[Row]:
    """The rows of a CSV text under its headings, which may be in any of the product's languages, in any order.

    Raises:
        BadTable: no heading, a required or an unknown column, no row, or too many.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise BadTable(_("Line %(line)s cannot be read: %(why)s") % {"line": reader.line_num, "why": error}) from error
    if len(lines) < 2:
        raise BadTable(_("The file holds no row under its headings."))
    if len(lines) > MAX_ROWS + 1:
        raise BadTable(_("The file holds more than %(count)s rows: cut it in parts.") % {"count": MAX_ROWS})
    keys = _keys(lines[0][1], columns)
    return [_row(line, keys, cells) for line, cells in lines[1:]]


def template(columns: Sequence[Column]) -> str:
    """An empty table with the headings in the reader's language, to fill in a spreadsheet."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow([str(column.label) for column in columns])
    return out.getvalue()


def choice_of(text: str, choices: Any) -> str | None:
    """The value of `choices` (Django choices) that `text` means, by its key or its label in any language."""
    wanted = fold(text)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for value, label in choices.choices:
                if wanted in {fold(value), fold(str(label))}:
                    return str(value)
    return None


def safe_cell(value: object) -> str:
    """`value` for an exported CSV: a text that a spreadsheet would run as a formula is shown as text.

    Source: OWASP, CSV injection.
    """
    text = "" if value is None else str(value)
    return (
        f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not text[1:].replace(" ", "").isdigit() else text
    )


def _delimiter(text: str) -> str:
    heading = text.splitlines()[0] if text.strip() else ""
    return max(";,\t", key=heading.count)


def _keys(headings: Sequence[str], columns: Sequence[Column]) -> list[str]:
    known = {fold(column.key): column.key for column in columns}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            known |= {fold(str(column.label)): column.key for column in columns}
    keys = [known.get(fold(heading), "") for heading in headings]
    if unknown := [h.strip() for h, key in zip(headings, keys, strict=True) if not key and h.strip()]:
        raise BadTable(_("Unknown columns: %(names)s") % {"names": ", ".join(unknown[:10])})
    if missing := [str(column.label) for column in columns if column.required and column.key not in keys]:
        raise BadTable(_("Missing columns: %(names)s") % {"names": ", ".join(missing)})
    if double := sorted({key for key in keys if key and keys.count(key) > 1}):
        raise BadTable(_("Columns given twice: %(names)s") % {"names": ", ".join(double)})
    return keys


def _row(line: int, keys: Sequence[str], cells: Sequence[str]) -> Row:
    row = Row(line, {key: cell.strip() for key, cell in zip(keys, cells, strict=False) if key})
    if any(cell.strip() for cell in cells[len(keys) :]):
        row.refuse(_("More cells than headings."))
    return row
