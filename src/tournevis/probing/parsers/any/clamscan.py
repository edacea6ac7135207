"""`clamscan --infected`: what ClamAV found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """One infected file and the name of what is in it."""

    path: str
    name: str


def parse(text: str) -> tuple[Found, ...]:
    """The infected files; signatures of one's own end in `.UNOFFICIAL`, which is dropped.

    >>> parse('''/home/anna/Downloads/facture.exe: Win.Trojan.Agent-1234567-0 FOUND
    ... /home/anna/Downloads/note: test.txt: Eicar-Test.UNOFFICIAL FOUND
    ...
    ... ----------- SCAN SUMMARY -----------
    ... Known viruses: 2
    ... Scanned files: 7
    ... Infected files: 2
    ... ''')
    (Found(path='/home/anna/Downloads/facture.exe', name='Win.Trojan.Agent-1234567-0'), \
Found(path='/home/anna/Downloads/note: test.txt', name='Eicar-Test'))
    """
    found = []
    for line in text.splitlines():
        path, separator, rest = line.rpartition(": ")
        if separator and rest.endswith(" FOUND"):
            found.append(Found(path, rest.removesuffix(" FOUND").removesuffix(".UNOFFICIAL")))
    return tuple(found)
