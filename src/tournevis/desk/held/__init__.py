"""What this room holds on a person: what he asked, what was answered, what he worked on."""

from .telling import register

__all__ = ["register"]
