"""The site as a Django application, for its templates, static files and template tags."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Base templates, components, styles; no table of its own."""

    name = "tournevis.project"
    label = "project"
