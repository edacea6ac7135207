"""The room `signon` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignonConfig(AppConfig):
    """Proving who one is."""

    name = "tournevis.signon"
    label = "signon"
    verbose_name = _("Signing in")

    def ready(self) -> None:
        """Note each session as it begins, and tell the log of acts its words."""
        from django.contrib.auth.signals import user_logged_in

        from . import held, visits, vocabulary

        user_logged_in.connect(visits.begun, dispatch_uid="signon.visits.begun")
        vocabulary.register()
        held.register()
