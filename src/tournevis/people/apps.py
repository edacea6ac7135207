"""The room `people` as a Django application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Who there is, and who may do what."""

    name = "tournevis.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Make the permissions known, and the words of the log."""
        from . import held, permissions, vocabulary
        from .tenancy.guarding import guard

        permissions.register()
        vocabulary.register()
        held.register()
        # Sent once every table of every room is as this version wants it.
        post_migrate.connect(guard, sender=self, dispatch_uid="people.tenancy")
