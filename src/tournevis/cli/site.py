"""Loading the site for commands that need its database."""

from __future__ import annotations

import os


def load_site() -> None:
    """Load Django with the installation's settings, as who owns the tables where that is another role."""
    os.environ.setdefault("TOURNEVIS_AS_OWNER", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tournevis.project.settings")
    import django

    django.setup()
