"""Tables of the room: keys for programs, and the answers kept for writes that are sent twice."""

from .replay import Replay
from .token import Token

__all__ = ["Replay", "Token"]
