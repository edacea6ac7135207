"""The room `authoring` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthoringConfig(AppConfig):
    """Writing the fault base."""

    name = "tournevis.authoring"
    label = "authoring"
    verbose_name = _("Authoring")

    def ready(self) -> None:
        """Make the permissions known."""
        from . import held, permissions

        permissions.register()
        held.register()
