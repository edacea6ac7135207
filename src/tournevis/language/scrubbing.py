"""What of a text may leave its case: personal data replaced by what kind of thing stood there.

Unlike `redaction`, which throws away whatever it doubts so that a machine may count words, this keeps a text that
people will read. It takes out what it is told (the people and machines of an organisation) and what looks like it.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal

from .text import fold

What = Literal["name", "mail", "phone", "address", "machine", "serial", "network", "place", "secret"]
MARKS: dict[str, dict[What, str]] = {
    "fr": {
        "name": "[nom]",
        "mail": "[adresse mél]",
        "phone": "[téléphone]",
        "address": "[adresse]",
        "machine": "[machine]",
        "serial": "[numéro de série]",
        "network": "[adresse réseau]",
        "place": "[lieu]",
        "secret": "[secret]",
    },
    "en": {
        "name": "[name]",
        "mail": "[e-mail]",
        "phone": "[phone]",
        "address": "[address]",
        "machine": "[machine]",
        "serial": "[serial number]",
        "network": "[network address]",
        "place": "[place]",
        "secret": "[secret]",
    },
}
STREET = (
    r"(?:rue|avenue|av\.|bd|boulevard|place|chemin|impasse|allée|quai|route|street|st\.|road|rd\.|lane|drive|square)"
)
WORD = r"[A-ZÀ-Þ][\w'’-]+"
# Each looks for one thing; the longest and surest first, so that none eats a part of another.
SIGNS: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("mail", re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")),
    (
        "secret",
        re.compile(r"(?i:(?<=mot de passe )|(?<=password )|(?<=mdp )|(?<=code pin ))(?:(?i:est|is|:|=) *)?\S*\d\S*"),
    ),
    ("network", re.compile(r"\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b", re.I)),
    ("network", re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")),
    ("network", re.compile(r"(?<![\w:])(?=(?:[0-9a-f]{0,4}:){3})[0-9a-f]{1,4}:[0-9a-f:]{4,}[0-9a-f](?![\w:])", re.I)),
    ("network", re.compile(r"\b(?:https?|ftp|smb|ldaps?)://\S+|\\\\[\w.-]+(?:\\[\w.$ -]*\w)*|\bwww\.\S+", re.I)),
    ("place", re.compile(r"(?i:\b[a-z]:\\users\\)[\w.-]+|/(?:home|Users)/[\w.-]+")),
    (
        "address",
        re.compile(
            rf"\b\d{{1,4}}(?: ?(?:bis|ter))?,? (?i:{STREET}) (?:(?:de|du|des|la|le|of|the|l['’])? ?{WORD} ?){{1,5}}"
        ),
    ),
    ("address", re.compile(rf"\b\d{{1,4}} (?:{WORD} ){{1,3}}(?i:{STREET})(?!\w)")),
    ("address", re.compile(rf"\b\d{{5}} {WORD}(?:[ -]{WORD})*")),
    ("phone", re.compile(r"(?<![\w.])(?:\+|00)\d{1,3}[ .()-]*(?:\d[ .()-]*){6,12}\d(?!\w)")),
    ("phone", re.compile(r"(?<![\w.])0\d(?:[ .-]?\d{2}){4}(?!\w)")),
    ("phone", re.compile(r"(?<![\w.])0\d{2,4} \d{3,4} \d{3,4}(?!\w)")),
    ("phone", re.compile(r"(?i:\b(?:poste|ext\.?|extension|interne)) ?:? ?\d{3,5}\b")),
    (
        "machine",
        re.compile(
            r"\b(?:PC|PORT|LAPTOP|DESKTOP|SRV|SERV|SW|IMP|PRN|NB|WS|MAC|VM)[-_](?=[\w-]*[\dA-Z])[A-Z0-9_-]{2,}\b"
        ),
    ),
    (
        "serial",
        re.compile(r"(?i:\b(?:s/?n|n° de série|numéro de série|serial(?: number)?|service tag)) ?[:#]? ?[\w-]{5,}"),
    ),
    (
        "serial",
        re.compile(
            r"\b(?=[A-Z-]{0,20}\d[A-Z-]{0,20}\d)(?=[\d-]{0,20}[A-Z][\d-]{0,20}[A-Z])(?!0X|KB\d)[A-Z0-9]{7,}(?:-[A-Z0-9]{2,})*\b"
        ),
    ),
)
TITLES = r"m\.|mr\.?|mrs\.?|ms\.?|mme\.?|mlle\.?|dr\.?|monsieur|madame|mademoiselle|miss|collègue|colleague"
TITLED = re.compile(
    rf"(?i:\b(?:{TITLES}) +|\b(?:je m'appelle|my name is|c'est|ici|this is|it's) +)({WORD}(?: {WORD})?)"
)
GREETED = re.compile(rf"(?im:^[ \t]*(?:bonjour|bonsoir|salut|cher|chère|hello|hi|dear|hey) +)({WORD}(?: {WORD})?)")
CLOSED = re.compile(
    r"(?im:^[ \t]*(?:bien )?(?:cordialement|cdt|merci|bonne journée|sincèrement|regards|kind regards|best regards|best"
    r"|thanks|many thanks|cheers)[ ,.!]*\n+)((?:.+(?:\n|$)){1,6})"
)


@dataclass(frozen=True)
class Known:
    """What an organisation knows to be personal.

    Attributes:
        names: first and last names of its people, as they are written.
        machines: names of its machines. serials: theirs. places: its sites.
        keep: folded words that are no names even where they look so: those that the trade uses.
    """

    names: Collection[str] = ()
    machines: Collection[str] = ()
    serials: Collection[str] = ()
    places: Collection[str] = ()
    keep: Collection[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Scrubbed:
    """A text that may be shown, and how many things of each kind were taken out of it."""

    text: str
    taken: dict[What, int]


def scrub(text: str, known: Known, language: str = "fr") -> Scrubbed:
    """The text with personal data replaced by words such as `[name]`."""
    taken: dict[What, int] = {}
    marks = MARKS["en" if language == "en" else "fr"]

    def mark(what: What) -> Callable[[re.Match[str]], str]:
        def put(found: re.Match[str]) -> str:
            taken[what] = taken.get(what, 0) + 1
            whole = found.group()
            tail = whole[len(whole.rstrip()) :]
            return marks[what] + tail

        return put

    for what, sign in _told(known):
        text = sign.sub(mark(what), text)
    for what, sign in SIGNS:
        text = sign.sub(mark(what), text)
    text = CLOSED.sub(lambda found: _signature(found, marks, taken), text)
    for sign in (TITLED, GREETED):
        text = sign.sub(lambda found: _titled(found, known.keep, marks, taken), text)
    return Scrubbed(_joined(text, marks), taken)


def _told(known: Known) -> Iterable[tuple[What, re.Pattern[str]]]:
    """Patterns for what is known by name; longer ones first, and without regard to case or accents."""
    names = _parts(known.names)
    kinds: tuple[tuple[What, Collection[str]], ...] = (
        ("serial", known.serials),
        ("machine", known.machines),
        ("place", known.places),
        ("name", [name for name in names if fold(name) not in known.keep]),
    )
    for what, words in kinds:
        wanted = sorted({word.strip() for word in words if len(word.strip()) > 1}, key=len, reverse=True)
        if wanted:
            yield what, re.compile(rf"(?<!\w)(?:{'|'.join(_loose(word) for word in wanted)})(?!\w)", re.IGNORECASE)
    common = [re.escape(name) for name in names if fold(name) in known.keep]
    if common:  # a name that is a word of the trade too (Page, Petit): only as a name is written
        yield "name", re.compile(rf"(?<!\w)(?:{'|'.join(common)})(?!\w)")


def _parts(names: Collection[str]) -> set[str]:
    """Names, and each word of those that have several: people are called by one of them too."""
    return {*names, *(part for name in names for part in name.split() if len(part) > 2)}


VARIANTS: dict[str, str] = {}
for _letter in map(chr, range(0xDF, 0x180)):
    if len(fold(_letter)) == 1:
        VARIANTS[fold(_letter)] = VARIANTS.get(fold(_letter), fold(_letter)) + _letter


def _loose(word: str) -> str:
    """A pattern for a word with or without its accents, its hyphens or spaces either way."""
    parts = []
    for letter in fold(word) if len(fold(word)) == len(word) else word.lower():
        choices = VARIANTS.get(letter)
        parts.append(f"[{choices}]" if choices else "[ -]" if letter in " -" else re.escape(letter))
    return "".join(parts)


def _signature(found: re.Match[str], marks: dict[What, str], taken: dict[What, int]) -> str:
    """The closing formula without what is written under it: a name, a post, a company."""
    taken["name"] = taken.get("name", 0) + 1
    return found.group()[: found.start(1) - found.start()] + marks["name"] + "\n"


def _titled(found: re.Match[str], keep: Collection[str], marks: dict[What, str], taken: dict[What, int]) -> str:
    words = found.group(1).split(" ")
    strange = [word for word in words if fold(word) not in keep]
    if not strange:
        return found.group()
    taken["name"] = taken.get("name", 0) + 1
    kept = [word for word in words[len(strange) :] if fold(word) in keep]
    return " ".join([found.group()[: found.start(1) - found.start()] + marks["name"], *kept])


def _joined(text: str, marks: dict[What, str]) -> str:
    """Two marks of one kind in a row (a first and a last name) are one."""
    for mark in marks.values():
        text = re.sub(rf"{re.escape(mark)}(?:[ ,]+{re.escape(mark)})+", mark, text)
    return text
