"""The keys of an installation: a file outside the database, made on first use, readable by its owner alone.

Sealing is Fernet (AES-128-CBC with HMAC-SHA256, https://github.com/fernet/spec): what was altered does not open.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.utils.translation import gettext as _


class KeyProblem(Exception):
    """The keys cannot be had, or none of them opens what was sealed; the message says what to do."""


@dataclass(frozen=True)
class Keyring:
    """Keys, newest first, and the one that chains the log of acts, which never changes.

    Attributes:
        keys: urlsafe base64 of 32 bytes each.
        chain: 32 bytes.
    """

    keys: tuple[str, ...]
    chain: bytes

    @cached_property
    def _fernet(self) -> MultiFernet:
        return MultiFernet([Fernet(key) for key in self.keys])

    def seal(self, text: str) -> str:
        """`text` as a token that only these keys open."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, token: str) -> str:
        """The text behind `token`.

        Raises:
            KeyProblem: it was altered, or sealed with a key that is not here.
        """
        try:
            return self._fernet.decrypt(token.encode()).decode()
        except InvalidToken:
            raise KeyProblem(
                _("No key of this installation opens this secret: put back the key file that it had.")
            ) from None

    def is_newest(self, token: str) -> bool:
        """Whether `token` was sealed with the newest key."""
        try:
            Fernet(self.keys[0]).decrypt(token.encode())
        except InvalidToken:
            return False
        return True


def load(path: Path) -> Keyring:
    """The keys in `path`, made when there is no such file.

    Raises:
        KeyProblem: it cannot be read or written, or is no key file.
    """
    try:
        text = path.read_text(encoding="utf-8")
        stamp = path.stat().st_mtime_ns
    except FileNotFoundError:
        return _first(path)
    except (OSError, ValueError) as error:
        text = _("The key file %(file)s cannot be read: %(why)s")
        raise KeyProblem(text % {"file": path, "why": error}) from error
    return _parse(text, str(path), stamp)


@cache
def _parse(text: str, path: str, stamp: int) -> Keyring:
    try:
        found = json.loads(text)
        ring = Keyring(tuple(found["keys"]), base64.b64decode(found["chain"], validate=True))
        if not ring.keys or len(ring.chain) != 32:
            raise ValueError("a key is missing")
        ring.seal("")
    except (ValueError, KeyError, TypeError) as error:
        words = _("%(file)s is not a key file of Tournevis (%(why)s): put back the one that this installation had.")
        raise KeyProblem(words % {"file": path, "why": error}) from error
    return ring


def _first(path: Path) -> Keyring:
    chain = secrets.token_bytes(32)
    try:
        # Exclusive creation: two processes that start together must not seal with two keys.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(_text([_new_key()], chain))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        pass
    except OSError as error:
        text = _("The key file %(file)s cannot be made: %(why)s")
        raise KeyProblem(text % {"file": path, "why": error.strerror}) from error
    return load(path)


def add_key(path: Path) -> Keyring:
    """Put a new key before the others; from now on everything is sealed with it, and the others still open."""
    ring = load(path)
    return _replace(path, [_new_key(), *ring.keys], ring.chain)


def drop_old_keys(path: Path) -> Keyring:
    """Keep the newest key only. What the others sealed must have been sealed again."""
    ring = load(path)
    return _replace(path, ring.keys[:1], ring.chain)


def _replace(path: Path, keys: Sequence[str], chain: bytes) -> Keyring:
    """Write the file beside and move it over, so that it is never half written."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(_text(keys, chain))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return load(path)


def _text(keys: Sequence[str], chain: bytes) -> str:
    return json.dumps({"keys": list(keys), "chain": base64.b64encode(chain).decode()}, indent=1)


def _new_key() -> str:
    return Fernet.generate_key().decode()
