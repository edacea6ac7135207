"""The room `api` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

ACTS = {
    "token.create": _("Key for programs made"),
    "token.revoke": _("Key for programs revoked"),
    "mcp.call": _("Tool called by a language model"),
    "webhook.save": _("Webhook saved"),
    "webhook.secret": _("Webhook given a new secret"),
    "webhook.remove": _("Webhook removed"),
    "webhook.redeliver": _("Event sent again"),
}
EXTRA = {
    "scopes": _("Reach"),
    "expires": _("Expires"),
    "hint": _("Begins with"),
    "events": _("Events"),
    "mode": _("Mode"),
}


class ApiConfig(AppConfig):
    """Doors for programs."""

    name = "tournevis.api"
    label = "api"
    verbose_name = _("Doors for programs")

    def ready(self) -> None:
        """Make the permissions known, and the words of the log."""
        from tournevis.desk import hearing
        from tournevis.outbox.rules import carriers
        from tournevis.people import acts

        from . import held, permissions
        from .rules import delivering, webhooks

        permissions.register()
        held.register()
        hearing.listen(webhooks.hear)
        carriers.hire(webhooks.CHANNEL, delivering.carry)
        acts.tell(ACTS, fields={}, extra=EXTRA)
