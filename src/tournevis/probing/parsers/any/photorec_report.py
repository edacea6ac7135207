"""PhotoRec's report.xml (DFXML): files that it brought back."""

import re

FILE = re.compile(r"<filename>([^<]+)</filename>")


def parse(text: str) -> tuple[str, ...]:
    """Names of the files; the end of the report may be missing when PhotoRec was stopped.

    >>> parse('''<?xml version='1.0' encoding='UTF-8'?>
    ... <dfxml xmloutputversion='1.0'>
    ...   <source><image_filename>disk.img</image_filename></source>
    ...   <fileobject>
    ...     <filename>f0008194.jpg</filename>
    ...     <filesize>23040</filesize>
    ...   </fileobject>
    ... ''')
    ('f0008194.jpg',)
    """
    return tuple(FILE.findall(text))
