"""Text without what people leave out when they search: case, accents, ligatures, punctuation."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_OTHER = re.compile(r"[^0-9a-z@._+/-]+")


def fold(text: str) -> str:
    """`text` in lower case, without accents, its words parted by single spaces; `@ . _ + / -` inside words stay.

    >>> fold("Écran  NOIR, cœur éteint !")
    'ecran noir coeur eteint'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _OTHER.sub(" ", letters).strip()
