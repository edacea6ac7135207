"""The terminal's words in the user's language, by its locale, without loading Django."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).resolve().parent.parent / "locale"


def terminal_language() -> str:
    """`fr` or `en`: what LC_ALL, LC_MESSAGES, LANG say; English for the plain C locale, French when nothing is said."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return "fr" if value.lower().startswith("fr") else "en"
    return "fr"


@cache
def _translations(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALES, [language], fallback=True)


def _(message: str) -> str:
    """`message` in the terminal's language."""
    return _translations(terminal_language()).gettext(message)
