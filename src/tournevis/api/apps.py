"""The room `api` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

ACTS = {
    "token.create": _("Key for programs made"),
    "token.revoke": _("Key for programs revoked"),
}
EXTRA = {"scopes": _("Reach"), "expires": _("Expires"), "hint": _("Begins with")}


class ApiConfig(AppConfig):
    """Doors for programs."""

    name = "tournevis.api"
    label = "api"
    verbose_name = _("Doors for programs")

    def ready(self) -> None:
        """Make the permissions known, and the words of the log."""
        from tournevis.people import acts

        from . import held, permissions

        permissions.register()
        held.register()
        acts.tell(ACTS, fields={}, extra=EXTRA)
