"""The room `knowledge` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """The fault base and its counts."""

    name = "tournevis.knowledge"
    label = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self) -> None:
        """Make the permissions known."""
        from . import permissions

        permissions.register()
