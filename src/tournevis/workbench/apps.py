"""The workbench as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.urls import reverse

from tournevis.desk import addresses


class WorkbenchConfig(AppConfig):
    """Pages of technicians and managers; no table of its own."""

    name = "tournevis.workbench"
    label = "workbench"

    def ready(self) -> None:
        """Make the permissions known, and let the lower rooms know where a technician sees a ticket."""
        from . import permissions

        permissions.register()
        addresses.for_technicians(lambda ticket: reverse("workbench:case", args=[ticket.number]))
