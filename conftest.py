"""Plugins of the whole test suite."""

pytest_plugins = ["tournevis.testing", "tests.summary"]
