"""What somebody shows besides his password, or instead of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tournevis.vault.fields import SealedField


class Totp(models.Model):
    """An app that shows codes of six digits (RFC 6238).

    Attributes:
        last_step: the step of time whose code was used last; no code is taken twice.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="totp")
    secret = SealedField(_("secret"))
    last_step = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(_("App that shows codes"))


class RecoveryCode(models.Model):
    """A code on paper, for once; only its digest is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return str(_("Recovery code"))


class Passkey(models.Model):
    """A key that his device keeps (WebAuthn).

    Attributes:
        credential: its name, base64url.
        data: public key and type of device, as WebAuthn's attested credential data.
        handle: what the device calls him, the same for all his passkeys, base64url; tells nothing of him.
        count: how often it was used, where the device counts; a number that goes back betrays a copy.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(_("name"), max_length=60)
    credential = models.CharField(max_length=1400, unique=True)
    data = models.BinaryField()
    handle = models.CharField(max_length=64)
    count = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
