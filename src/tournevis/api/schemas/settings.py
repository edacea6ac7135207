"""The settings of the installation; secrets are written, never read."""

from __future__ import annotations

from typing import Literal

from ninja import Schema
from pydantic import Field

from tournevis.people.models import Installation

from .common import Given, Text

SecurityWord = Literal["none", "starttls", "tls"]


class SettingsShape(Schema):
    """The settings in force."""

    service_name: str
    contact_phone: str
    contact_mail: str
    address: str
    mail_sender: str
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_security: SecurityWord
    smtp_password_is_set: bool
    attachment_max_mb: int
    attachment_max_count: int
    attachment_types: list[str]
    close_after_days: int
    lockout_failures: int
    lockout_minutes: int

    @classmethod
    def of(cls, settings: Installation) -> SettingsShape:
        """The settings."""
        plain = {name: getattr(settings, name) for name in cls.model_fields if name != "smtp_password_is_set"}
        return cls(**plain, smtp_password_is_set=bool(settings.smtp_password))


class SettingsChange(Given):
    """What to change; what is not sent stays."""

    service_name: Text | None = Field(None, min_length=1, max_length=120)
    contact_phone: Text | None = Field(None, max_length=40)
    contact_mail: Text | None = Field(None, max_length=254)
    address: Text | None = Field(None, max_length=200)
    mail_sender: Text | None = Field(None, max_length=254)
    smtp_host: Text | None = Field(None, max_length=253)
    smtp_port: int | None = Field(None, ge=1, le=65535)
    smtp_user: Text | None = Field(None, max_length=254)
    smtp_password: Text | None = Field(None, max_length=254)
    smtp_security: SecurityWord | None = None
    attachment_max_mb: int | None = Field(None, ge=1, le=500)
    attachment_max_count: int | None = Field(None, ge=1, le=50)
    close_after_days: int | None = Field(None, ge=0, le=3650)
    lockout_failures: int | None = Field(None, ge=2, le=100)
    lockout_minutes: int | None = Field(None, ge=1, le=1440)
