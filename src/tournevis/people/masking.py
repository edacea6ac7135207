"""Finding what names a person in a text, and hiding it: name, e-mail, user name, phone, however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from tournevis.people.models import User

HIDDEN = "•••"
SHORT = 4  # letters; a name shorter than this is hidden only where it is written as a name, with a capital
_VARIANTS = {"a": "aàâäáã", "c": "cç", "e": "eéèêë", "i": "iîïí", "n": "nñ", "o": "oôöóõ", "u": "uùûüú", "y": "yÿý"}


class Mask:
    """Hides people in texts.

    Attributes:
        people: whom to hide.
    """

    def __init__(self, people: Iterable[User]) -> None:
        self.people = list(people)

    def sure(self, text: str) -> str:
        """`text` without what names one of them and nobody else: e-mail, whole name, phone, user name."""
        return _hide(text, self._sure)

    def near(self, text: str) -> str:
        """`text` without their first and last names alone either: for what they wrote, or what is about them."""
        return _hide(_hide(text, self._sure), self._near)

    def near_in(self, value: Any) -> Any:
        """The same for each text of a JSON value."""
        if isinstance(value, str):
            return self.near(value)
        if isinstance(value, list):
            return [self.near_in(item) for item in value]
        return {key: self.near_in(item) for key, item in value.items()} if isinstance(value, dict) else value

    @cached_property
    def _sure(self) -> re.Pattern[str] | None:
        return _any(pattern for person in self.people for pattern in _sure_of(person))

    @cached_property
    def _near(self) -> re.Pattern[str] | None:
        names = {name for p in self.people for name in (p.first_name, p.last_name, *_logins(p)) if name.strip()}
        return _any(_spelt(name) for name in names if len(name) > 1)


def _sure_of(person: User) -> Iterable[str]:
    first, last = person.first_name.strip(), person.last_name.strip()
    if person.email:
        yield _spelt(person.email)
    if first and last:
        yield from (_spelt(f"{first} {last}"), _spelt(f"{last} {first}"))
    # A user name that could be a word of the language is too little to be sure of.
    if re.search(r"[@._0-9-]", person.username):
        yield _spelt(person.username)
    digits = re.sub(r"\D", "", person.phone)
    if len(digits) >= 6:
        tail = digits[-9:] if len(digits) > 9 else digits
        yield r"(?:\+?\d{1,3}[ ./-]*)?(?:\(0\)[ ]*|0)?" + r"[ ./-]*".join(tail)


def _logins(person: User) -> Iterable[str]:
    """What machines call him: his user name, and his e-mail before the @."""
    return (person.username.partition("@")[0], person.email.partition("@")[0])


def _spelt(name: str) -> str:
    """A pattern for `name` in any case, with or without its accents, its words parted by blanks or hyphens."""
    words = [word for word in re.split(r"[\s-]+", name.strip()) if word]
    pattern = r"[\s-]+".join("".join(map(_letter, _plain(word))) for word in words)
    case = "" if len(name) >= SHORT else _capital(name)
    return f"{case}{pattern}"


def _capital(name: str) -> str:
    return f"(?=(?-i:[{re.escape(name[0].upper())}{re.escape(_plain(name)[0].upper())}]))"


def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))


def _letter(sign: str) -> str:
    # Accents may be written as signs of their own, after the letter.
    return f"[{_VARIANTS[sign]}][\\u0300-\\u036f]*" if sign in _VARIANTS else re.escape(sign)


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    # The longest first, so that a whole name goes before its first word.
    found = sorted(set(patterns), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(found)})(?![^\W_])", re.IGNORECASE) if found else None


def _hide(text: str, pattern: re.Pattern[str] | None) -> str:
    return pattern.sub(HIDDEN, text) if pattern and text else text
