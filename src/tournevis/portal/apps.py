"""The portal as a Django application."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages of users; no table of its own."""

    name = "tournevis.portal"
    label = "portal"
