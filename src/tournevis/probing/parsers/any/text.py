"""Bytes of a tool as text."""


def decode(content: bytes) -> str:
    """Text of UTF-8 or of the UTF-16 that Windows tools write, with or without its mark; the rest is replaced.

    >>> decode("Nom=Écran".encode("utf-16")), decode("Nom=".encode("utf-16-le")), decode(b"caf\\xc3\\xa9 \\xff")
    ('Nom=Écran', 'Nom=', 'café \ufffd')
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    if content[1:2] == b"\0" and content[:1] != b"\0":
        return content.decode("utf-16-le", "replace")
    return content.decode("utf-8-sig", "replace")
