"""What is held on a person, why, and what an erasure makes of it; each room tells its own at start.

A test walks every column that points to a person and wants it told here (`tests/architecture/test_personal.py`), so
that no room keeps something on somebody that he is not told of, and that an erasure would forget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, TypeAlias

from django.utils.functional import Promise

from tournevis.people.masking import Mask
from tournevis.people.models import User

Words: TypeAlias = "str | Promise"
Row: TypeAlias = "Mapping[str, Any]"


@dataclass(frozen=True)
class HeldFile:
    """A file to hand out: its name in the archive, and its bytes."""

    name: str
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True)
class Request:
    """An asking to see what is held.

    Attributes:
        whole: also what was noted about him between technicians; for an administrator to decide.
    """

    person: User
    whole: bool = False


@dataclass(frozen=True)
class Erasure:
    """An erasure under way.

    Attributes:
        mask: hides the person as he was called before.
        words: his own words and files go too, not only what names him.
    """

    person: User
    mask: Mask
    words: bool
    at: datetime


@dataclass(frozen=True)
class Kind:
    """A kind of data held on people.

    Attributes:
        purpose, ground: why it is held, and by what right, in plain words.
        columns: the columns that point to a person, as `app.Model.field`.
        rows: what is held on somebody, as JSON can hold it; other people's data left out.
        files: files of his.
        erase: makes it anonymous; gives counts by what was done. What it does not touch stays, see `kept`.
        kept: what an erasure leaves, and why.
    """

    key: str
    name: Words
    purpose: Words
    ground: Words
    kept: Words
    columns: tuple[str, ...]
    rows: Callable[[Request], Iterable[Row]]
    erase: Callable[[Erasure], Mapping[str, int]] = field(default=lambda erasure: {})
    files: Callable[[Request], Iterable[HeldFile]] = field(default=lambda request: ())


_kinds: dict[str, Kind] = {}


def tell(*kinds: Kind) -> None:
    """Let the product know of kinds of data; called once, when a room starts."""
    _kinds.update({kind.key: kind for kind in kinds})


def kinds() -> list[Kind]:
    """All kinds, those of lower rooms first."""
    return list(_kinds.values())
