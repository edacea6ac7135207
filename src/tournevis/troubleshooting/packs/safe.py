"""Texts of packs are shown as they are written: what would act in a page, or hide in a line, is refused."""

import re

_ACTS = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|svg|math|style|link|meta|base|form|img)\b"
    r"|(?:javascript|vbscript)\s*:|data:text/html|<[^<>]{0,200}\son\w{1,30}\s*=",
    re.IGNORECASE,
)
# Controls other than tab and line feed; signs that turn the direction of what follows.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """The text itself.

    Raises:
        ValueError: it holds a script or page code, or a sign that cannot be seen.

    >>> harmless("Tapez ipconfig > liste.txt")
    'Tapez ipconfig > liste.txt'
    """
    if found := _ACTS.search(text):
        raise ValueError(f"page code is refused ({found.group(0)[:40]!r}); write it in words")
    if found := _HIDDEN.search(text):
        raise ValueError(f"a sign that cannot be seen (U+{ord(found.group(0)):04X}) is refused; take it out")
    return text
