"""The room `people` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Who there is, and who may do what."""

    name = "tournevis.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Make the permissions known, and the words of the log."""
        from . import held, permissions, vocabulary

        permissions.register()
        vocabulary.register()
        held.register()
