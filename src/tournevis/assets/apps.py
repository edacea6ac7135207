"""The room `assets` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssetsConfig(AppConfig):
    """Machines and devices."""

    name = "tournevis.assets"
    label = "assets"
    verbose_name = _("Assets")

    def ready(self) -> None:
        """Make the permissions known."""
        from . import permissions

        permissions.register()
