"""The error codes that a complaint quotes, with what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from tournevis.diagnosis.wording import language
from tournevis.language import meanings
from tournevis.troubleshooting import Session

SHOWN = 3  # a pasted log quotes many: the first ones are what the writer saw


@dataclass(frozen=True)
class CodeShown:
    """A code in the reader's language: what it says, what to do first, the names of the causes it points to."""

    code: str
    says: str
    first: str
    causes: tuple[str, ...]


def codes(session: Session) -> list[CodeShown]:
    """The codes of the complaint that a table has, in the order in which they are quoted."""
    tongue, faults = language(), session.base.faults
    return [
        CodeShown(
            code=told.code,
            says=told.says[tongue],
            first=told.first[tongue],
            causes=tuple(faults[fault].names[tongue] for fault in told.faults if fault in faults),
        )
        for told in meanings(session.state.complaint)[:SHOWN]
    ]
