"""Codes quoted in a complaint: what the maker, the system or a protocol calls the trouble."""

import re
from dataclasses import dataclass

from .signals import signals
from .text import fold

# Kind -> how its codes look, in the text as typed; the first kind that fits a place keeps it.
KINDS: dict[str, str] = {
    "windows": r"\b0x[0-9a-fA-F]{2,10}\b",
    "browser": r"\b(?:NET::)?(?:ERR|DNS_PROBE|SEC_ERROR|SSL_ERROR|MOZILLA_PKIX|PR)_[A-Z_]{4,50}\b",
    "stop": r"\b(?=[A-Z0-9_]{12,60}\b)[A-Z]{3,}(?:_[A-Z0-9]{2,}){1,8}\b",
    "smtp": r"\b[45]\.\d{1,2}\.\d{1,3}\b|\b(?<=smtp )[45]\d\d\b",
    "http": r"(?:\bhttp|\berreur|\berror|\bcode)\W{0,2}(?P<http>[45]\d\d)\b(?!\W[45]\.\d)"
    r"|\b(?P<http2>[45]\d\d) (?:service|bad|not found|forbidden|internal|gateway|request|unauthori[sz]ed|error)\b",
    "printer": r"\b(?:SC\s?\d{3}(?:-\d+)?|C-?\d{4}|E-?0\d{1,2}|B[0-2]0\d|5[BC]0\d|J\d{3}"
    r"|\d\d\.(?:[0-9A-F]{2}\.\d\d|[0-9A-F]{3,4}|(?=\d?[A-F])[0-9A-F]{2}))\b",  # 10.30 alone is an hour
    "smart": r"\battribut[es]*\W{0,2}(?:n[o°]?\W?|id\W?)?(?P<smart>\d{1,3}|[0-9A-C][0-9A-F])\b",
    "exit": r"(?:\berreur|\berror|\bcode)\W{0,2}(?:n[o°]? ?)?(?P<exit>-?\d{1,5})\b",
}
_ANY_CASE = ("http", "exit", "smtp", "smart")
_COMPILED = {kind: re.compile(source, re.IGNORECASE if kind in _ANY_CASE else 0) for kind, source in KINDS.items()}
MOST = 12


@dataclass(frozen=True)
class Code:
    """A code as it was typed, and whose kind of code it is.

    The kinds: windows, browser, stop, smtp, http, printer, smart, exit; and signal, for counted beeps and lights.
    """

    kind: str
    code: str


def codes(text: str) -> tuple[Code, ...]:
    """The codes that a text quotes, in order, each once; beeps and lights last."""
    found: dict[int, Code] = {}
    taken: set[int] = set()
    for kind, pattern in _COMPILED.items():
        for match in pattern.finditer(text):
            group = next((name for name, value in match.groupdict().items() if value), 0)
            start, end = match.span(group)
            if taken.isdisjoint(range(start, end)):
                found[start] = Code(kind, match.group(group))
                taken.update(range(start, end))
    counted = (Code("signal", signal) for signal in signals(fold(text)))
    return tuple(dict.fromkeys([*(found[place] for place in sorted(found)), *counted]))[:MOST]
