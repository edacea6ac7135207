"""Settings that an administrator changes in the browser."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tournevis.vault.fields import SealedField


def usual_types() -> list[str]:
    """Media types that may be attached unless an administrator says otherwise."""
    office = "application/vnd.openxmlformats-officedocument"
    return [
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "application/pdf",
        "text/plain",
        "application/zip",
        "application/gzip",
        "video/mp4",
        "message/rfc822",
        f"{office}.wordprocessingml.document",
        f"{office}.spreadsheetml.sheet",
        f"{office}.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
    ]


class Installation(models.Model):
    """The one row of settings."""

    class Security(models.TextChoices):
        """How the connection to the mail server is kept private."""

        NONE = "none", _("None (only on this machine or a trusted network)")
        STARTTLS = "starttls", _("STARTTLS (usual on port 587)")
        TLS = "tls", _("TLS from the start (usual on port 465)")

    service_name = models.CharField(_("name of the service"), max_length=120, default="Tournevis")
    contact_phone = models.CharField(_("phone of the support desk"), max_length=40, blank=True)
    contact_mail = models.EmailField(_("e-mail of the support desk"), blank=True)
    address = models.URLField(_("address of this site"), blank=True, help_text=_("For the links in mails."))
    mail_sender = models.EmailField(_("sender of mails"), blank=True)
    smtp_host = models.CharField(_("mail server"), max_length=253, blank=True)
    smtp_port = models.PositiveIntegerField(
        _("port"), default=587, validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    smtp_user = models.CharField(_("user name on the mail server"), max_length=254, blank=True)
    smtp_password = SealedField(_("password on the mail server"))
    smtp_security = models.CharField(_("security"), max_length=10, choices=Security, default=Security.STARTTLS)
    attachment_max_mb = models.PositiveIntegerField(
        _("largest attachment, in MB"), default=10, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    attachment_max_count = models.PositiveIntegerField(
        _("most attachments in one message"), default=10, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    attachment_types = models.JSONField(_("types of attachments"), default=usual_types)
    close_after_days = models.PositiveIntegerField(
        _("days after which a solved ticket is closed"), default=10, validators=[MaxValueValidator(3650)]
    )
    lockout_failures = models.PositiveIntegerField(
        _("refused sign-ins before a pause"), default=5, validators=[MinValueValidator(2), MaxValueValidator(100)]
    )
    lockout_minutes = models.PositiveIntegerField(
        _("length of the pause, in minutes"), default=15, validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="installation_is_one_row")]

    def __str__(self) -> str:
        return self.service_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save as the one row."""
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> Installation:
        """The settings in force; the usual ones until somebody changes them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @property
    def sends_mail(self) -> bool:
        """Whether enough is set to send mail."""
        return bool(self.smtp_host and self.mail_sender)
