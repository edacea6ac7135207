"""Keys for programs: made by a person for himself, shown once, kept as a digest, revoked."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tournevis.api.models import Token
from tournevis.api.scopes import open_to
from tournevis.people.models import User
from tournevis.people.rules import Refused, record, require

PREFIX = "tnv_"  # by which scanners of leaked secrets know one
BYTES = 32  # of randomness: a plain digest of it is not guessed, so a slow hash would only cost each request
LIVES = (30, 90, 365)  # days
MOST = 50  # good ones of one person


def make_token(
    user: User, name: str, scopes: Collection[str], *, days: int, now: datetime, address: str | None = None
) -> tuple[Token, str]:
    """A new key of `user` for himself, and its text, which is told only here.

    Args:
        days: how long it works; one of `LIVES`.

    Raises:
        NotAllowed: his account is closed.
        Refused: no name, no scope or one that would open nothing to him, another life, or too many keys.
    """
    require(user, "api.make_token")
    name = " ".join(name.split())[:80]
    if not name:
        raise Refused(_("Give the key a name, by which you know it again."))
    if not scopes or not set(scopes) <= open_to(user):
        raise Refused(_("Choose what the key may reach, among what you may do yourself."))
    if days not in LIVES:
        raise Refused(_("Choose how long the key works."))
    if Token.objects.filter(user=user, revoked_at=None, expires_at__gt=now).count() >= MOST:
        raise Refused(_("You have %(most)s keys already: revoke those that nobody uses.") % {"most": MOST})
    text = PREFIX + secrets.token_urlsafe(BYTES)
    with transaction.atomic():
        token = Token.objects.create(
            organisation=user.organisation,
            user=user,
            name=name,
            digest=_digest(text),
            hint=text[:8],
            scopes=sorted(set(scopes)),
            expires_at=now + timedelta(days=days),
        )
        after = {"scopes": token.scopes, "expires": f"{token.expires_at:%Y-%m-%d}", "hint": token.hint}
        record(user, "token.create", token, after=after, address=address)
    return token, text


def identify(text: str, now: datetime) -> Token | None:
    """The good key of that text, with its person and organisation; None where there is none."""
    rows = Token.objects.select_related("user__organisation", "user__site")
    token = rows.filter(digest=_digest(text)).first() if text.startswith(PREFIX) else None
    return token if token is not None and token.is_good(now) else None


@transaction.atomic
def revoke(token: Token, *, by: User, now: datetime, address: str | None = None) -> None:
    """End a key at once; nothing where it was ended before.

    Raises:
        NotAllowed: it is somebody else's, and `by` does not administer the organisation.
    """
    require(by, "api.revoke_token", token)
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        record(by, "token.revoke", token, before={"hint": token.hint, "scopes": token.scopes}, address=address)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
