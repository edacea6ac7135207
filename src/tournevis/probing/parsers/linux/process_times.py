"""/proc/PID/stat: what one process has used."""


def parse(text: str) -> tuple[str, int] | None:
    """The process's name and its clock ticks (user and system); None for a line that is none.

    >>> parse("812 (Web Content (x)) R 1 812 812 0 -1 4194560 100 0 0 0 7000 900 0 0 20 0 30 0 500 1000 200")
    ('Web Content (x)', 7900)
    """
    name, closing, rest = text.partition("(")[2].rpartition(")")
    words = rest.split()
    if not closing or len(words) < 13 or not (words[11].isdigit() and words[12].isdigit()):
        return None
    return name, int(words[11]) + int(words[12])
