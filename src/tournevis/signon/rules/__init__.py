"""What may happen at the door, and what follows."""

from .door import enter, identify, leave
from .policy import change_policy
from .sessions import end_others, end_session

__all__ = ["change_policy", "end_others", "end_session", "enter", "identify", "leave"]
