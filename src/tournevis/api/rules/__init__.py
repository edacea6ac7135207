"""What may happen to keys for programs, and what follows."""

from .rate import spend
from .tokens import LIVES, identify, make_token, revoke

__all__ = ["LIVES", "identify", "make_token", "revoke", "spend"]
