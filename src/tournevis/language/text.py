"""From whatever was typed or pasted to clean words: decoding, mending, folding, cutting."""

import re
import unicodedata
from collections.abc import Sequence

from snowballstemmer import stemmer

UNREADABLE = ("Cc", "Cs", "Co", "Cn")  # control signs but the end of a line, and what stands for no character
MAX_CHARACTERS = 3_000  # read of a complaint; what follows in a pasted log tells no more
MAX_WORDS = 300  # weighed of those characters, so that a complaint takes at most 20 ms
MAX_WORD = 40  # characters of a word: longer ones are addresses, keys or noise

# UTF-8 read as Windows-1252: an accented capital that no French or English word holds, then a sign.
MOJIBAKE = re.compile("[ÃÂâ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]")
LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
WORD = re.compile(r"0x[0-9a-f]+|[a-z]+|\d+")
FOLDED_SIGNS = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "’": "'",
        "‘": "'",
        "«": '"',
        "»": '"',
        "“": '"',
        "”": '"',
        "—": " - ",
        "–": " - ",
    }
)


def clean(raw: str | bytes) -> str:
    """Readable text of at most MAX_CHARACTERS, whatever came: bytes, NULs, lone surrogates, accents coded twice."""
    text = raw[: 4 * MAX_CHARACTERS].decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)
    text = mend(text[:MAX_CHARACTERS])
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    return "".join(sign if sign == "\n" or unicodedata.category(sign) not in UNREADABLE else " " for sign in text)


def mend(text: str) -> str:
    """Undo UTF-8 that was read as Windows-1252 (`imprimÃ©`), where that is what happened."""
    if not MOJIBAKE.search(text):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return MOJIBAKE.sub(_mend_pair, text)


def _mend_pair(found: re.Match[str]) -> str:
    try:
        return found.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found.group()


def fold(text: str) -> str:
    """Lower case in plain letters, without accents, ligatures, typographic quotes: `Œuvre d’Été` -> `oeuvre d'ete`."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(FOLDED_SIGNS))
    return decomposed.encode("ascii", "ignore").decode()


def squeeze(text: str) -> str:
    """A letter held for long once: `heeeelp` -> `help`, `suuuper` -> `super`."""
    return LONG_RUN.sub(r"\1", text)


def tokens(text: str) -> list[str]:
    """Folded words, codes (`0x80070643`) and numbers of a text, in order, at most MAX_WORDS."""
    found = WORD.findall(squeeze(fold(text)))
    return [word[:MAX_WORD] for word in found[:MAX_WORDS]]


def words_of(text: str) -> list[str]:
    """The folded words of a text that are of letters alone: `Jean-Éric B.` -> jean, eric, b."""
    return [word for word in tokens(text) if word.isalpha()]


_STEMMERS = {"fr": stemmer("french"), "en": stemmer("english")}
_STEMS: dict[str, dict[str, str]] = {"fr": {}, "en": {}}
MOST_STEMS = 100_000


def stem(word: str, language: str) -> str:
    """The stem of a folded word by Snowball's rules for its language ("fr" or "en")."""
    known = _STEMS[language]
    if word not in known:
        if len(known) > MOST_STEMS:
            known.clear()
        known[word] = str(_STEMMERS[language].stemWord(word))
    return known[word]


def learn_stems(words: Sequence[str], stems: Sequence[str], language: str) -> None:
    """Take in stems worked out before, one a word: the stemmer takes 0.05 ms a word, a lookup nothing."""
    _STEMS[language].update(zip(words, stems, strict=True))
