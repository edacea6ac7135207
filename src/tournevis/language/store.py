"""Fitted arrays kept in the user's cache, named by a digest of all that they come from."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from .data import source
from .examples import Example
from .fitting import Fitted, fit
from .sparse import Sparse

DATA = ("concepts", "cues", "languages")
ARRAYS = ("starts", "columns", "values")
MATRICES = ("words", "letters", "family_letters")
RARITIES = ("word_rarity", "letter_rarity", "concept_rarity")


def fitted(examples: Sequence[Example], family_of: dict[str, str], folder: Path | None = None) -> Fitted:
    """The fit of these examples, read from the cache where an earlier run left it there.

    Args:
        folder: where to keep it; the user's cache by default. One that cannot be written only costs time.
    """
    path = (folder or user_cache_path("tournevis")) / f"words-{_digest(examples, family_of)}.npz"
    found = _read(path)
    if found is None:
        found = fit(examples, family_of)
        _write(path, found)
    return found


@cache
def _code() -> bytes:
    """Digest of the code and the word lists that a fit depends on."""
    digest = hashlib.sha256()
    for name in DATA:
        digest.update(source(name))
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.digest()


def _digest(examples: Sequence[Example], family_of: dict[str, str]) -> str:
    digest = hashlib.sha256(_code())
    for example in examples:
        digest.update(f"{example.fault}\0{example.weight}\0{example.text}\0".encode())
    for fault, family in family_of.items():
        digest.update(f"{fault}\0{family}\0".encode())
    return digest.hexdigest()[:24]


def _write(path: Path, found: Fitted) -> None:
    arrays = {f"{name}.{part}": getattr(getattr(found, name), part) for name in MATRICES for part in ARRAYS}
    texts = {name: np.array("\n".join(getattr(found, name))) for name in ("faults", "families", "vocabulary")}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_name(f"{path.stem}.{np.random.default_rng().integers(1 << 32):x}.tmp.npz")
        np.savez(scratch, **arrays, **texts, **{name: getattr(found, name) for name in RARITIES})
        scratch.replace(path)
    except OSError:
        return


def _read(path: Path) -> Fitted | None:
    """What is kept at a path; None where nothing is, or what is there cannot be read back."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            lists = {name: tuple(str(kept[name]).split("\n")) for name in ("faults", "families", "vocabulary")}
            widths = {"words": "faults", "letters": "faults", "family_letters": "families"}
            matrices = {
                name: Sparse(*(kept[f"{name}.{part}"] for part in ARRAYS), width=len(lists[width]))
                for name, width in widths.items()
            }
            return Fitted(**lists, **matrices, **{name: kept[name] for name in RARITIES})
    except (OSError, ValueError, KeyError, EOFError):
        return None
