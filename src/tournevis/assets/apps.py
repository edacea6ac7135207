"""The room `assets` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

ACTS = {
    "asset.create": _("Machine added"),
    "asset.change": _("Machine changed"),
    "asset.give": _("Machine handed over"),
    "asset.unlock": _("Machine opened to imports"),
    "assets.import": _("Machines imported"),
}


class AssetsConfig(AppConfig):
    """Machines and devices."""

    name = "tournevis.assets"
    label = "assets"
    verbose_name = _("Assets")

    def ready(self) -> None:
        """Make the permissions known, and the words of the log."""
        from tournevis.people import acts

        from . import held, permissions
        from .models import Asset

        permissions.register()
        held.register()
        acts.tell(ACTS, fields={"asset": Asset}, extra={"holder": _("Holder"), "locked": _("Kept from imports")})
