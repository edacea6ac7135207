"""`tournevis migrate`: bring the database to this version."""

from __future__ import annotations

from tournevis.cli import manage


def main(argv: list[str]) -> int:
    """Apply what is missing; `argv` is handed to Django's `migrate`."""
    return manage.main(["migrate", *argv])
