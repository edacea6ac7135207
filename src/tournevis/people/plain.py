"""Text as it is kept, whatever was pasted."""

from __future__ import annotations


def plain(text: str) -> str:
    """`text` with ends of lines as one sign, no NUL nor other control sign, no blank at its ends.

    >>> plain(" a\\r\\nb\\0 ")
    'a\\nb'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= 32).strip()
    # A lone half of a pair cannot be kept in a database: it comes of a cut emoji.
    return text.encode("utf-8", "replace").decode("utf-8")
