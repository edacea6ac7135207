"""What a backup says of itself, as its last member: a file without it was cut."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

FORMAT = 1
NAME = "manifest.json"


class BackupProblem(Exception):
    """A backup cannot be made, read or put back; the message says what to do. Nothing was changed."""


@dataclass(frozen=True)
class Manifest:
    """Attributes:
    format: of the archive.
    version: of the product.
    engine: `sqlite` or `postgresql`.
    made: ISO 8601.
    migrations: `room.name` of each that the database had.
    counts: table -> rows.
    files: member -> SHA-256.
    """

    format: int
    version: str
    engine: str
    made: str
    migrations: list[str]
    counts: Mapping[str, int]
    files: Mapping[str, str]

    def to_json(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """As it was kept.

        Raises:
            BackupProblem: it is none, or of a later version.
        """
        try:
            told: dict[str, Any] = json.loads(text)
            if told["format"] > FORMAT:
                raise BackupProblem(_("This backup was made by a later version: install that one to read it."))
            return cls(**told)
        except (ValueError, KeyError, TypeError) as error:
            raise BackupProblem(_("This file is not a backup of Tournevis, or it is damaged.")) from error
