"""The room `outbox` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """Messages on their way."""

    name = "tournevis.outbox"
    label = "outbox"
    verbose_name = _("Outbox")

    def ready(self) -> None:
        """Make the permissions and the words of the log known, and carry the mails of the room `people`."""
        from django.utils.translation import gettext_lazy

        from tournevis.people import acts
        from tournevis.people.rules import courier

        from . import held, permissions
        from .rules import post_to

        permissions.register()
        held.register()
        courier.hire(post_to)
        words = {
            "outbox.send_again": gettext_lazy("Message sent again"),
            "outbox.give_up": gettext_lazy("Messages given up"),
        }
        acts.tell(words, fields={}, extra={})
