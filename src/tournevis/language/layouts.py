"""Text typed with the keyboard set to another layout than its keys: French hands on a QWERTY setting, and back."""

import re
from collections.abc import Container
from typing import Literal

from .detection import detect
from .text import fold, tokens

Layout = Literal["azerty_on_qwerty", "qwerty_on_azerty"]
GAINED = 2  # words of three letters or more that must become known, beyond those that would no longer be
SHARE = 0.15  # and how much larger the share of known words must become

# The same keys, row by row, as each layout prints them.
AZERTY = "azertyuiopqsdfghjklmwxcvbn,;:!ùéè" + "AZERTYUIOPQSDFGHJKLMWXCVBN?./§" + "ç" + "à" + "&\"'(-_"
QWERTY = "qwertyuiopasdfghjkl;zxcvbnm,./'27" + "QWERTYUIOPASDFGHJKL:ZXCVBNM<>?" + "9" + "0" + "134568"
SWAPPED = str.maketrans("aqzw", "qawz")  # letters that change places between both, however they are set
WORDS = re.compile(r"\b[^\W\d_]{3,}\b")
TO_AZERTY = str.maketrans(QWERTY, AZERTY)
TO_QWERTY = str.maketrans(AZERTY, QWERTY)


def relayout(text: str, known: Container[str]) -> tuple[str, Layout | None]:
    """The text as it was meant, and which mistake was made; unchanged with None where it reads as it stands.

    Args:
        known: folded words that are right, of both languages.
    """
    known_before, share_before = _known_words(text, known)
    attempts: tuple[tuple[Layout, dict[int, int], str], ...] = (
        ("azerty_on_qwerty", TO_AZERTY, "fr"),
        ("qwerty_on_azerty", TO_QWERTY, "en"),
    )
    right: list[tuple[int, bool, str, Layout]] = []
    for layout, table, language in attempts:
        candidate = text.translate(table)
        known_after, share_after = _known_words(candidate, known)
        if known_after >= known_before + GAINED and share_after >= share_before + SHARE:
            # both tables swap most of the same letters: whose language it is tells which keys were under the hands
            right.append((known_after, detect(candidate) == language, candidate, layout))
    if not right:
        return _here_and_there(text, known)
    _, _, candidate, layout = max(right)
    return candidate, layout


def _here_and_there(text: str, known: Container[str]) -> tuple[str, Layout | None]:
    """The same where only some words were typed so, the writer having looked at his keys for the others."""
    layout: Layout = "azerty_on_qwerty" if detect(text) == "fr" else "qwerty_on_azerty"
    meant: dict[str, str] = {}
    for word in WORDS.findall(text):
        candidate = word.lower().translate(SWAPPED)
        if candidate != word.lower() and not _is_known(word, known) and _is_known(candidate, known):
            meant[word] = candidate
    if len(meant) < GAINED:
        return text, None
    return WORDS.sub(lambda found: meant.get(found.group(), found.group()), text), layout


def _is_known(word: str, known: Container[str]) -> bool:
    """Whether a word, folded, is known."""
    return fold(word) in known


def _known_words(text: str, known: Container[str]) -> tuple[int, float]:
    """How many words of three letters or more are known, and their share of all those."""
    words = [word for word in tokens(text) if len(word) >= 3]
    count = sum(word in known for word in words)
    return count, count / max(len(words), 1)
