"""Reaching an address that somebody typed: checked, pinned, without redirects, with limits."""

from .guard import Target, Unreachable, target
from .sending import Answer, send

__all__ = ["Answer", "Target", "Unreachable", "send", "target"]
