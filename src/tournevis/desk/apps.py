"""The room `desk` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Tickets."""

    name = "tournevis.desk"
    label = "desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        """Make the permissions known."""
        from . import held, permissions

        permissions.register()
        held.register()
