"""The room `knowledge` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

ACTS = {
    "article.create": _("Article written"),
    "article.write": _("Article changed"),
    "article.settle": _("Article's readers or dates changed"),
    "article.publish": _("Scheduled article published"),
}


class KnowledgeConfig(AppConfig):
    """The fault base and its counts, the articles."""

    name = "tournevis.knowledge"
    label = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self) -> None:
        """Make the permissions known, and the words of the log."""
        from tournevis.people import acts

        from . import held, permissions
        from .models import Article

        permissions.register()
        held.register()
        acts.tell(ACTS, fields={"article": Article}, extra={"revision": _("Revision")})
