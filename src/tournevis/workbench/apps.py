"""The workbench as a Django application."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """Pages of technicians and managers; no table of its own."""

    name = "tournevis.workbench"
    label = "workbench"
