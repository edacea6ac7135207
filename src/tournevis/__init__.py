"""Tournevis: technical support that finds the cause, from a complaint to a verified fix."""

__version__ = "0.1.0.dev0"
