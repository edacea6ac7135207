"""The spaces that French puts before and inside its signs, so that a line never breaks between a word and its sign.

Authors type plain spaces; the loader sets the right ones. Source: Lexique des règles typographiques en usage à
l'Imprimerie nationale: no-break space before a colon and inside guillemets, a narrow one before ; ! and ?.
"""

import re

WIDE, NARROW = "\u00a0", "\u202f"
_WIDE = re.compile(r" (?=[:»])|(?<=«) ")
_NARROW = re.compile(r" (?=[;!?])")


def french(text: str) -> str:
    """A French text with its no-break spaces; what is typed without a space (an address, a command) stays as it is.

    >>> french("Dites : « oui » !")
    'Dites\\xa0: «\\xa0oui\\xa0»\\u202f!'
    """
    return _NARROW.sub(NARROW, _WIDE.sub(WIDE, text))
