"""The room `diagnosis` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiagnosisConfig(AppConfig):
    """The diagnosis of a ticket."""

    name = "tournevis.diagnosis"
    label = "diagnosis"
    verbose_name = _("Diagnosis")

    def ready(self) -> None:
        """Make the permissions known."""
        from . import held, permissions

        permissions.register()
        held.register()
