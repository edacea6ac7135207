"""Second factors: set up, shown, taken away. Each change is in the log, and told to its owner by mail."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tournevis.people.models import User
from tournevis.people.rules import Refused, guarded, record, require
from tournevis.signon import totp
from tournevis.signon.models import Passkey, RecoveryCode, Totp

from .notice import tell

CODES = 10


@dataclass(frozen=True)
class Factors:
    """What somebody can show besides his password."""

    app: bool
    passkeys: int
    codes: int

    @property
    def any(self) -> bool:
        """Whether there is a second factor; codes on paper alone are none."""
        return self.app or self.passkeys > 0


def factors_of(user: User) -> Factors:
    """The second factors of `user`."""
    return Factors(
        app=Totp.objects.filter(user=user).exists(),
        passkeys=Passkey.objects.filter(user=user).count(),
        codes=RecoveryCode.objects.filter(user=user).count(),
    )


@transaction.atomic
def set_up_app(user: User, secret: str, code: str, *, address: str | None, now: datetime) -> None:
    """Take an app for codes, once it shows the right one.

    Raises:
        Refused: the code is not that of the secret.
    """
    step = totp.step_of(secret, code, now.timestamp())
    if step is None:
        raise Refused(_("This is not the code that the app shows now. Is the clock of your phone right?"))
    Totp.objects.update_or_create(user=user, defaults={"secret": secret, "last_step": step, "made_at": now})
    record(user, "factor.add", user, after={"factor": "totp"}, address=address)
    tell(user, gettext_noop("an app for codes was set up"))


@transaction.atomic
def remove_app(user: User, *, address: str | None) -> None:
    """No longer take the app's codes."""
    if Totp.objects.filter(user=user).delete()[0]:
        record(user, "factor.remove", user, before={"factor": "totp"}, address=address)
        tell(user, gettext_noop("the app for codes was removed"))
        _forget_codes_alone(user)


@transaction.atomic
def new_codes(user: User, *, address: str | None) -> list[str]:
    """Ten codes for once, each of 80 random bits; those before no longer work. They can never be shown again."""
    codes = [_code() for _number in range(CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(code)) for code in codes)
    record(user, "factor.codes", user, address=address)
    tell(user, gettext_noop("new recovery codes were made"))
    return codes


@transaction.atomic
def remove_factors(user: User, *, by: User, address: str | None) -> None:
    """Take all second factors away from somebody who lost them.

    Raises:
        NotAllowed: `by` does not administer `user`.
    """
    require(by, "people.administer", user)
    had = factors_of(user)
    for model in (Totp, Passkey, RecoveryCode):
        model.objects.filter(user=user).delete()
    before = {"totp": had.app, "passkeys": had.passkeys, "codes": had.codes}
    record(by, "factor.forget", user, before=before, address=address)
    tell(user, gettext_noop("your second factors were removed by an administrator"))


def show_code(user: User, code: str, *, address: str | None, now: datetime) -> str:
    """Take a code of the app, or one of recovery; what it was (`totp` or `recovery`).

    Refusals count on their own: the password, once guessed, must not open the door to guess codes without end.

    Raises:
        LockedOut, WrongCredentials: as `people.rules.identify`.
    """
    code = "".join(code.split()).replace("-", "")[:64]
    is_app = code.isdigit() and len(code) == totp.DIGITS

    def attempt() -> User | None:
        return user if (_take_app(user, code, now) if is_app else _take_recovery(user, code, address)) else None

    refusal = _("This code is not right, or was used already.")
    guarded(f"second:{user.pk}", attempt, refusal=refusal, address=address, now=now)
    return "totp" if is_app else "recovery"


def _take_app(user: User, code: str, now: datetime) -> bool:
    app = Totp.objects.filter(user=user).first()
    step = totp.step_of(app.secret.reveal(), code, now.timestamp()) if app else None
    # One statement, so that of two who show the same code at once only one passes.
    return step is not None and Totp.objects.filter(user=user, last_step__lt=step).update(last_step=step) == 1


@transaction.atomic
def _take_recovery(user: User, code: str, address: str | None) -> bool:
    gone, _rows = RecoveryCode.objects.filter(user=user, digest=_digest(code)).delete()
    if gone:
        record(user, "factor.code_used", user, address=address)
        tell(user, gettext_noop("a recovery code was used"))
    return bool(gone)


def _forget_codes_alone(user: User) -> None:
    """Codes on paper stand in for a factor; without one they would only be a way in that nobody watches."""
    if not factors_of(user).any:
        RecoveryCode.objects.filter(user=user).delete()


def _code() -> str:
    text = base64.b32encode(secrets.token_bytes(10)).decode()
    return "-".join(text[start : start + 4] for start in range(0, 16, 4))


def _digest(code: str) -> str:
    return salted_hmac("signon.recovery", code.replace("-", "").upper(), algorithm="sha256").hexdigest()
