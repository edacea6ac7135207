"""Fixtures of all rooms."""

pytest_plugins = ["tournevis.testing"]
