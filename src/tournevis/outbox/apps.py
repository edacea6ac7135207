"""The room `outbox` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """Messages on their way."""

    name = "tournevis.outbox"
    label = "outbox"
    verbose_name = _("Outbox")
