"""Text typed with the keyboard set to another layout than its keys: French hands on a QWERTY setting, and back."""

from collections.abc import Container
from typing import Literal

from .text import tokens

Layout = Literal["azerty_on_qwerty", "qwerty_on_azerty"]
AT_LEAST = 3  # words of three letters or more that must become known
GAIN = 2.0  # how many times more words must be known after than before

# The same keys, row by row, as each layout prints them.
AZERTY = "azertyuiopqsdfghjklmwxcvbn,;:!ùéè" + "AZERTYUIOPQSDFGHJKLMWXCVBN?./§" + "ç" + "à" + "&\"'(-_"
QWERTY = "qwertyuiopasdfghjkl;zxcvbnm,./'27" + "QWERTYUIOPASDFGHJKL:ZXCVBNM<>?" + "9" + "0" + "134568"
TO_AZERTY = str.maketrans(QWERTY, AZERTY)
TO_QWERTY = str.maketrans(AZERTY, QWERTY)


def relayout(text: str, known: Container[str]) -> tuple[str, Layout | None]:
    """The text as it was meant, and which mistake was made; unchanged with None where it reads as it stands.

    Args:
        known: folded words that are right, of both languages.
    """
    before = _known_words(text, known)
    best: tuple[str, Layout | None] = (text, None)
    most = max(AT_LEAST, GAIN * before + 1)
    attempts: tuple[tuple[Layout, dict[int, int]], ...] = (
        ("azerty_on_qwerty", TO_AZERTY),
        ("qwerty_on_azerty", TO_QWERTY),
    )
    for layout, table in attempts:
        candidate = text.translate(table)
        after = _known_words(candidate, known)
        if after >= most:
            best, most = (candidate, layout), after + 1
    return best


def _known_words(text: str, known: Container[str]) -> int:
    """How many words of three letters or more are known, ends of elided ones left out."""
    return sum(word in known for word in tokens(text) if len(word) >= 3)
