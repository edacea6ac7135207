"""`tournevis manage …`: a command of Django's own."""

from __future__ import annotations

import os


def main(argv: list[str]) -> int:
    """Run Django's management command `argv` with the installation's settings."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("TOURNEVIS_AS_OWNER", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tournevis.project.settings")
    execute_from_command_line(["tournevis manage", *argv])
    return 0
