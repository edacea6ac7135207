"""The tables of the room."""

from .policy import Policy
from .session import Session

__all__ = ["Policy", "Session"]
