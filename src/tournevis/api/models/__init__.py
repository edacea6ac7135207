"""Tables of the room: keys for programs, answers of writes kept, webhooks."""

from .replay import Replay
from .subscription import Subscription
from .token import Token

__all__ = ["Replay", "Subscription", "Token"]
