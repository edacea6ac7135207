"""The room `authoring` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

ACTS = {
    "draft.review": _("Draft of the base reviewed"),
    "draft.discard": _("Draft of the base thrown away"),
    "case.accept": _("Simulated case accepted"),
    "case.agree": _("Agreed with what was learnt"),
    "case.drop": _("Accepted case dropped"),
    "dead_end.settle": _("Dead end settled"),
}


class AuthoringConfig(AppConfig):
    """Writing the fault base."""

    name = "tournevis.authoring"
    label = "authoring"
    verbose_name = _("Authoring")

    def ready(self) -> None:
        """Make the permissions known, and the words of the log."""
        from tournevis.people import acts

        from . import held, permissions
        from .models import Draft

        permissions.register()
        held.register()
        acts.tell(ACTS, fields={"draft": Draft}, extra={"state": _("State")})
