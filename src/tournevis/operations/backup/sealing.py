"""A stream sealed with a pass phrase: chunks under AES-256-GCM, so that a cut or a changed sign is noticed.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce counts the chunks and marks the last
one. The key is made of the pass phrase by scrypt (RFC 7914).
"""

from __future__ import annotations

import io
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

from .manifest import BackupProblem

MAGIC = b"tournevis sealed 1\n"
CHUNK = 1 << 20  # bytes of plain text
TAG = 16
SALT = 16


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode()))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class SealingWriter(io.RawIOBase):
    """Seals what is written to it into `target`; the last chunk goes out at `close`."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        salt = os.urandom(SALT)
        target.write(MAGIC + salt)
        self._target, self._cipher = target, _cipher(passphrase, salt)
        self._waiting, self._number = bytearray(), 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: object) -> int:
        """Take in bytes; whole chunks go out, but never what may be the last one."""
        view = memoryview(data)  # type: ignore[arg-type]
        self._waiting += view
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return view.nbytes

    def close(self) -> None:
        """Send out the last chunk; `target` stays open."""
        if not self.closed:
            self._put(bytes(self._waiting), last=True)
        super().close()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last), chunk, MAGIC))
        self._number += 1


class OpeningReader(io.RawIOBase):
    """Opens what `SealingWriter` sealed, from behind the magic bytes.

    Raises:
        BackupProblem: on reading, where the pass phrase is wrong or the stream was cut or changed.
    """

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        self._source, self._cipher = source, _cipher(passphrase, source.read(SALT))
        self._ready, self._number = b"", 0
        self._next = source.read(CHUNK + TAG)

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill `buffer` with plain text; 0 at the end."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        if not self._ready and self._next:
            self._open_next()
        size = min(len(view), len(self._ready))
        view[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _open_next(self) -> None:
        chunk, self._next = self._next, self._source.read(CHUNK + TAG)
        try:
            self._ready = self._cipher.decrypt(_nonce(self._number, not self._next), chunk, MAGIC)
        except InvalidTag:
            if self._number:
                raise BackupProblem(_("The backup is damaged or was cut: take another one.")) from None
            raise BackupProblem(_("The pass phrase does not open this backup, or the file is damaged.")) from None
        self._number += 1
