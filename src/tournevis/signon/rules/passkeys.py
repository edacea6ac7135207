"""Passkeys: made, used, removed (WebAuthn level 2, by Yubico's library)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tournevis.people.models import Installation, User
from tournevis.people.rules import Refused, WrongCredentials, record
from tournevis.people.tenancy import scope
from tournevis.signon.models import Passkey

from .factors import _forget_codes_alone
from .notice import tell

MOST = 10
VERIFIED = UserVerificationRequirement.REQUIRED
State = Mapping[str, Any]


def _server(host: str) -> Fido2Server:
    """The library, for a site that is reached as `host`; it takes answers only from there, over TLS (or localhost)."""
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=Installation.current().service_name))


def offer_new(user: User, host: str) -> tuple[dict[str, Any], State]:
    """What a device needs to make a passkey, and what must be remembered until its answer."""
    mine = list(Passkey.objects.filter(user=user))
    handle = websafe_decode(mine[0].handle) if mine else secrets.token_bytes(32)
    entity = PublicKeyCredentialUserEntity(id=handle, name=user.username, display_name=str(user))
    options, state = _server(host).register_begin(
        entity, [_known(key) for key in mine], ResidentKeyRequirement.REQUIRED, VERIFIED
    )
    return _plain(options), {**state, "handle": websafe_encode(handle)}


@transaction.atomic
def add(user: User, name: str, answer: str, state: State, host: str, *, address: str | None, now: datetime) -> Passkey:
    """Keep the passkey that a device made.

    Raises:
        Refused: the answer is not one to what was asked, or there are too many already.
    """
    if Passkey.objects.filter(user=user).count() >= MOST:
        raise Refused(_("You have %(most)s passkeys already: remove one first.") % {"most": MOST})
    try:
        made = _server(host).register_complete(state, json.loads(answer))
        data = made.credential_data
        assert data is not None
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError) as error:
        raise Refused(_("Your device's answer could not be read. Try again.")) from error
    credential = websafe_encode(data.credential_id)
    if Passkey.objects.filter(credential=credential).exists():
        raise Refused(_("This passkey is known already."))
    name = name.strip()[:60] or str(_("Passkey"))
    fields = {"credential": credential, "data": bytes(data), "handle": state["handle"], "count": made.counter}
    key = Passkey.objects.create(user=user, name=name, made_at=now, **fields)
    record(user, "factor.add", user, after={"factor": "passkey", "name": name}, address=address)
    tell(user, gettext_noop("a passkey was added"))
    return key


@transaction.atomic
def remove(key: Passkey, *, address: str | None) -> None:
    """No longer take a passkey."""
    user, before = key.user, {"factor": "passkey", "name": key.name}
    key.delete()
    record(user, "factor.remove", user, before=before, address=address)
    tell(user, gettext_noop("a passkey was removed"))
    _forget_codes_alone(user)


def ask(user: User | None, host: str) -> tuple[dict[str, Any], State]:
    """What a device needs to show a passkey (of `user`; of anybody, when he is not known yet), and what to remember."""
    mine = [_known(key) for key in Passkey.objects.filter(user=user)] if user else None
    options, state = _server(host).authenticate_begin(mine, VERIFIED)
    return _plain(options), state


@transaction.atomic
def show(answer: str, state: State, host: str, *, now: datetime, only: User | None = None) -> User:
    """Whose passkey a device has shown.

    Args:
        only: the user that it must be.

    Raises:
        WrongCredentials: nobody's, or not his, or a copy of it.
    """
    try:
        given = AuthenticationResponse.from_dict(json.loads(answer))
        mine = Passkey.objects.filter(credential=websafe_encode(given.raw_id))
        scope.enter(mine.values_list("user__organisation", flat=True).get())
        key = mine.select_related("user").select_for_update().get()
        _server(host).authenticate_complete(state, [_known(key)], given)
    except (ValueError, KeyError, TypeError, AttributeError, Passkey.DoesNotExist) as error:
        raise WrongCredentials(_("This passkey does not open an account here.")) from error
    count = given.response.authenticator_data.counter
    handle = given.response.user_handle
    is_copy = 0 < count <= key.count
    is_his = not handle or websafe_encode(handle) == key.handle
    if is_copy or not is_his or not key.user.is_active or (only is not None and key.user_id != only.pk):
        raise WrongCredentials(_("This passkey does not open an account here."))
    key.count, key.used_at = count, now
    key.save(update_fields=["count", "used_at"])
    return key.user


def _known(key: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(key.data))


def _plain(options: Any) -> dict[str, Any]:
    """As JSON can hold it: bytes in base64url."""
    return {"publicKey": dict(options.public_key)}
