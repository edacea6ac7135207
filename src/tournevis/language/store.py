"""What is learnt from a base, kept in the user's cache under a digest of all that it comes from."""

import hashlib
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from .concepts import trade_words
from .data import source
from .detection import small_words
from .examples import Example
from .fitting import Fitted, fit
from .sparse import Sparse
from .symptoms import Phrase, Phrases, learn
from .text import learn_stems, stem

KEPT = 3  # fits left in the cache: each is some 15 MB, and a changed pack makes another
DATA = ("concepts", "everyday", "cues", "languages")


@dataclass(frozen=True)
class Learnt:
    """Everything that a base's texts come to.

    Attributes:
        words: folded words that count as spelt right.
    """

    fitted: Fitted
    phrases: Phrases
    words: tuple[str, ...]


def learnt(
    examples: Sequence[Example], family_of: dict[str, str], phrases: Sequence[Phrase], folder: Path | None = None
) -> Learnt:
    """What these texts come to, read from the cache where an earlier run left it there.

    Args:
        folder: where to keep it; the user's cache by default. One that cannot be written only costs time.
    """
    path = (folder or user_cache_path("tournevis")) / f"words-{_digest(examples, family_of, phrases)}.npz"
    found = _read(path)
    if found is None:
        fitted = fit(examples, family_of)
        found = Learnt(fitted, learn(phrases), _words(fitted))
        _write(path, found)
    return found


def _words(fitted: Fitted) -> tuple[str, ...]:
    own = (*small_words(), *trade_words())
    return tuple(dict.fromkeys((*fitted.vocabulary, *sorted(own))))


@cache
def _code() -> bytes:
    """Digest of the code and the word lists that a fit depends on."""
    digest = hashlib.sha256()
    for name in DATA:
        digest.update(source(name))
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.digest()


def _digest(examples: Sequence[Example], family_of: dict[str, str], phrases: Sequence[Phrase]) -> str:
    digest = hashlib.sha256(_code())
    for example in examples:
        digest.update(f"{example.fault}\0{example.weight}\0{example.text}\0".encode())
    for pair in (*family_of.items(), *phrases):
        digest.update("\0".join(pair).encode())
    return digest.hexdigest()[:24]


def _write(path: Path, found: Learnt) -> None:
    fitted, phrases = found.fitted, found.phrases
    arrays: dict[str, Any] = {
        "faults": _lines(fitted.faults),
        "families": _lines(fitted.families),
        "vocabulary": _lines(fitted.vocabulary),
        **_parts("by_words", fitted.words),
        **_parts("by_letters", fitted.letters),
        **_parts("by_family", fitted.family_letters),
        **_parts("phrases", phrases.held),
        "word_rarity": fitted.word_rarity,
        "letter_rarity": fitted.letter_rarity,
        "concept_rarity": fitted.concept_rarity,
        "symptoms": _lines(phrases.symptoms),
        "phrase_totals": phrases.totals,
        "phrase_denials": phrases.denials,
        "phrase_rarity": phrases.rarity,
        "words": _lines(found.words),
        "stems_fr": _lines(stem(word, "fr") for word in found.words),
        "stems_en": _lines(stem(word, "en") for word in found.words),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_name(f"{path.stem}.{np.random.default_rng().integers(1 << 32):x}.tmp.npz")
        np.savez(scratch, **arrays)
        scratch.replace(path)
        for old in sorted(path.parent.glob("words-*.npz"), key=lambda file: file.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _read(path: Path) -> Learnt | None:
    """What is kept at a path; None where nothing is, or what is there cannot be read back."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            return _unpack({name: kept[name] for name in kept.files})
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _unpack(kept: dict[str, Any]) -> Learnt:
    words = _split(kept["words"])
    for language in ("fr", "en"):
        learn_stems(words, _split(kept[f"stems_{language}"]), language)
    fitted = Fitted(
        faults=_split(kept["faults"]),
        families=_split(kept["families"]),
        words=_sparse("by_words", kept),
        word_rarity=kept["word_rarity"],
        letters=_sparse("by_letters", kept),
        family_letters=_sparse("by_family", kept),
        letter_rarity=kept["letter_rarity"],
        concept_rarity=kept["concept_rarity"],
        vocabulary=_split(kept["vocabulary"]),
    )
    phrases = Phrases(
        symptoms=_split(kept["symptoms"]),
        held=_sparse("phrases", kept),
        totals=kept["phrase_totals"],
        denials=kept["phrase_denials"],
        rarity=kept["phrase_rarity"],
    )
    return Learnt(fitted, phrases, words)


def _lines(texts: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _split(lines: NDArray[np.uint8]) -> tuple[str, ...]:
    text = lines.tobytes().decode()
    return tuple(text.split("\n")) if text else ()


def _parts(name: str, matrix: Sparse) -> dict[str, Any]:
    return {
        f"{name}.starts": matrix.starts,
        f"{name}.columns": matrix.columns,
        f"{name}.values": matrix.values,
        f"{name}.width": np.int64(matrix.width),
    }


def _sparse(name: str, kept: dict[str, Any]) -> Sparse:
    return Sparse(kept[f"{name}.starts"], kept[f"{name}.columns"], kept[f"{name}.values"], int(kept[f"{name}.width"]))
