"""OpenID Connect, as a client with a code flow: the provider's description, the way there, what it says on return.

Sources: OpenID Connect Core 1.0, Discovery 1.0; RFC 7636 (PKCE), RFC 9207 (issuer in the answer), RFC 9700.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import jwt
from django.utils.translation import gettext as _

PATIENCE = 8.0  # seconds
MOST = 500_000  # bytes of an answer
LEEWAY = 60  # seconds between the clocks
# Signatures by a key of the provider alone: with `none` or a shared secret anybody could sign.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
HOME = ("localhost", "127.0.0.1", "::1")


class ProviderProblem(Exception):
    """The provider does not answer, or answers what must not be believed; the message is for an administrator."""


@dataclass(frozen=True)
class Client:
    """What the provider knows us by."""

    issuer: str
    name: str
    secret: str
    back: str


@dataclass(frozen=True)
class Way:
    """What is remembered in the session until somebody comes back."""

    state: str
    nonce: str
    verifier: str


class _NoDetour(urllib.request.HTTPRedirectHandler):
    """A provider answers where it says it is: a detour could lead inside the house."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Refuse."""


def new_way() -> Way:
    """Random words that tie the answer to this browser and this asking."""
    return Way(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))


def describe(issuer: str) -> dict[str, Any]:
    """The provider's description of itself.

    Raises:
        ProviderProblem: it does not answer, or speaks for another issuer.
    """
    found = _json(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if str(found.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
        raise ProviderProblem(_("It says that it is another: %(issuer)s") % {"issuer": found.get("issuer")})
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _check_address(str(found.get(name, "")))
    return found


def way_there(client: Client, described: Mapping[str, Any], way: Way, *, again: bool = False) -> str:
    """The address of the provider to send the browser to; `again`: it must ask him to prove himself anew."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(way.verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "response_type": "code",
        "client_id": client.name,
        "redirect_uri": client.back,
        "scope": "openid email profile",
        "state": way.state,
        "nonce": way.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        **({"prompt": "login", "max_age": "0"} if again else {}),
    }
    address = str(described["authorization_endpoint"])
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(query)}"


def claims(client: Client, described: Mapping[str, Any], way: Way, answer: Mapping[str, str]) -> dict[str, Any]:
    """What the provider says of who came back with `answer`, verified.

    Raises:
        ProviderProblem: it refused, or something of it is not as it must be.
    """
    if not secrets.compare_digest(answer.get("state", "").encode(), way.state.encode()):
        raise ProviderProblem(_("The answer belongs to another asking. Begin again."))
    if answer.get("iss", client.issuer).rstrip("/") != client.issuer.rstrip("/"):
        raise ProviderProblem(_("Another provider answered."))
    if "code" not in answer:
        words = _("It refused: %(why)s")
        raise ProviderProblem(words % {"why": answer.get("error_description") or answer.get("error", "")})
    tokens = _exchange(client, described, way, answer["code"])
    said = _verified(client, described, way, str(tokens.get("id_token", "")))
    if "userinfo_endpoint" in described and tokens.get("access_token"):
        more = _json(str(described["userinfo_endpoint"]), {"Authorization": f"Bearer {tokens['access_token']}"})
        if more.get("sub") != said["sub"]:
            raise ProviderProblem(_("It speaks of two different people."))
        said = {**more, **said}
    return said


def _exchange(client: Client, described: Mapping[str, Any], way: Way, code: str) -> dict[str, Any]:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": client.back}
    form["code_verifier"] = way.verifier
    head = {}
    methods = described.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if "client_secret_basic" in methods:
        pair = f"{quote(client.name, safe='')}:{quote(client.secret, safe='')}"
        head["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": client.name, "client_secret": client.secret}
    return _json(str(described["token_endpoint"]), head, urlencode(form).encode())


def _verified(client: Client, described: Mapping[str, Any], way: Way, token: str) -> dict[str, Any]:
    try:
        keys = jwt.PyJWKSet.from_dict(_json(str(described["jwks_uri"])))
        wanted = jwt.get_unverified_header(token).get("kid")
        fitting = [key for key in keys.keys if key.public_key_use in (None, "sig") and wanted in (None, key.key_id)]
        if len(fitting) != 1:
            raise ProviderProblem(_("It signed with a key that it does not show."))
        said: dict[str, Any] = jwt.decode(
            token,
            fitting[0].key,
            algorithms=ALGORITHMS,
            audience=client.name,
            issuer=described["issuer"],
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.PyJWTError as error:
        raise ProviderProblem(_("Its word cannot be verified: %(why)s") % {"why": error}) from error
    if not secrets.compare_digest(str(said.get("nonce", "")).encode(), way.nonce.encode()):
        raise ProviderProblem(_("Its word was given for another asking."))
    if said.get("azp", client.name) != client.name:
        raise ProviderProblem(_("Its word was given to another."))
    return said


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HOME):
        raise ProviderProblem(_("It is not reached over TLS: %(address)s") % {"address": address})


def _json(address: str, head: Mapping[str, str] | None = None, body: bytes | None = None) -> dict[str, Any]:
    _check_address(address)
    request = urllib.request.Request(address, body, {"Accept": "application/json", **(head or {})})
    try:
        with urllib.request.build_opener(_NoDetour).open(request, timeout=PATIENCE) as answer:
            found = json.loads(answer.read(MOST))
    except urllib.error.HTTPError as error:
        told = error.read(300).decode("utf-8", "replace")
        raise ProviderProblem(f"{urlsplit(address).path}: {error.code} {told}") from error
    except (OSError, ValueError) as error:
        raise ProviderProblem(f"{address}: {error}") from error
    if not isinstance(found, dict):
        raise ProviderProblem(_("Its answer cannot be read: %(address)s") % {"address": address})
    return found
