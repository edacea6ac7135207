"""Texts in two languages of which an author writes one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tournevis.people.folding import fold

Raw = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """What an author writes into.

    Attributes:
        tongue: the language of his words; `other` of those that he may add.
        before: the record as it was; {} for a new one.
    """

    tongue: str
    before: Raw

    @property
    def other(self) -> str:
        """The other language."""
        return "fr" if self.tongue == "en" else "en"

    def text(self, typed: str, translated: str = "", *path: str) -> Raw:
        """A text in both languages: without a translation the former one stays, if there was one, else the words
        themselves stand for it.
        """
        former = self.at(*path) or {}
        kept = former.get(self.other, "") if former.get(self.other) != former.get(self.tongue) else ""
        words = typed.strip()
        return {self.tongue: words, self.other: translated.strip() or (kept if words else "") or words}

    def lines(self, typed: str, translated: str = "", *path: str) -> Raw:
        """As `text`, of a list with one item a line."""
        former = self.at(*path) or {}
        kept = former.get(self.other, []) if former.get(self.other) != former.get(self.tongue) else []
        words = lines(typed)
        return {self.tongue: words, self.other: lines(translated) or kept or words}

    def at(self, *path: str) -> Any:
        """What stood at a place of the record; None for nothing."""
        found: Any = self.before
        for part in path:
            found = found.get(part) if isinstance(found, Mapping) else None
        return found

    def own(self, *path: str) -> str:
        """The author's words at a place."""
        return str((self.at(*path) or {}).get(self.tongue, ""))

    def translation(self, *path: str) -> str:
        """The other language's, where they are more than a repetition."""
        both = self.at(*path) or {}
        return str(both.get(self.other, "")) if both.get(self.other) != both.get(self.tongue) else ""

    def own_lines(self, *path: str) -> str:
        """As `own`, of a list."""
        return "\n".join((self.at(*path) or {}).get(self.tongue, ()))

    def translated_lines(self, *path: str) -> str:
        """As `translation`, of a list."""
        both = self.at(*path) or {}
        return "\n".join(both.get(self.other, ())) if both.get(self.other) != both.get(self.tongue) else ""


def lines(text: str) -> list[str]:
    """The lines of a text that hold something, without the bullets that people type."""
    cut = (re.sub(r"^\s*(?:[-*•]|\d+[.)])\s+", "", line).strip() for line in text.splitlines())
    return [line for line in cut if line]


def slug(name: str, most: int = 60) -> str:
    """What of a name an id can hold."""
    return re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:most].strip("_") or "unnamed"
