"""The room `vault` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VaultConfig(AppConfig):
    """Secrets at rest."""

    name = "tournevis.vault"
    label = "vault"
    verbose_name = _("Secrets")
