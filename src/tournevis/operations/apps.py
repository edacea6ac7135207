"""The room `operations` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """What keeps an installation in order."""

    name = "tournevis.operations"
    label = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        """Make the permissions known, and the words of the log."""
        from . import permissions, vocabulary

        permissions.register()
        vocabulary.register()
