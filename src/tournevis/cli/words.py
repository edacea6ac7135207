"""The terminal's words in the user's language, by its locale, without loading Django."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("fr", "en")
LOCALES = Path(__file__).resolve().parent.parent / "locale"


def language_of_locale(environ: Mapping[str, str] = os.environ) -> str | None:
    """`fr` or `en` as LC_ALL, LC_MESSAGES or LANG asks; None where they ask for neither (C, unset, another)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name, ""):
            return next((language for language in LANGUAGES if value.lower().startswith(language)), None)
    return None


def terminal_language() -> str:
    """`fr` or `en`: what the locale says; English for another locale, French when nothing is said."""
    said = any(os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return language_of_locale() or ("en" if said else "fr")


@cache
def translation(language: str) -> Callable[[str], str]:
    """The function that puts a message id (English) into a language."""
    return gettext.translation("django", LOCALES, [language], fallback=True).gettext


def gettext_noop(message: str) -> str:
    """`message` as it is: marks a string for the catalogue that is translated where it is shown."""
    return message


def _(message: str) -> str:
    """`message` in the terminal's language."""
    return translation(terminal_language())(message)
