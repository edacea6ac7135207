"""The room `files` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Attachments."""

    name = "tournevis.files"
    label = "files"
    verbose_name = _("Files")

    def ready(self) -> None:
        """Make the permissions known."""
        from . import held, permissions

        permissions.register()
        held.register()
