"""The room `search` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Postings and vocabulary."""

    name = "tournevis.search"
    label = "search"
    verbose_name = _("Search")
