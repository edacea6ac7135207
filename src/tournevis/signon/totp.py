"""Codes of six digits that follow the clock (RFC 6238, over RFC 4226), as every app for them computes them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from urllib.parse import quote, urlencode

STEP = 30  # seconds
DIGITS = 6
DRIFT = 1  # steps that a clock may be ahead or behind


def new_secret() -> str:
    """160 random bits in base32, as RFC 4226 recommends."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int) -> str:
    """The code of a step of time.

    >>> code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59 // 30)  # RFC 6238, appendix B: 94287082
    '287082'
    """
    digest = hmac.new(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(secret: str, code: str, instant: float) -> int | None:
    """The step of time near `instant` (seconds since 1970) whose code this is; None when there is none."""
    now = int(instant) // STEP
    wanted = code.encode("utf-8", "replace")
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), wanted):
            return step
    return None


def address(secret: str, service: str, name: str) -> str:
    """The address that an app reads from the picture (the Key Uri Format of Google Authenticator)."""
    query = urlencode({"secret": secret, "issuer": service}, quote_via=quote)
    return f"otpauth://totp/{quote(f'{service}:{name}', safe='')}?{query}"
