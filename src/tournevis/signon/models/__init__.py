"""The tables of the room."""

from .factors import Passkey, RecoveryCode, Totp
from .policy import Policy
from .session import Session

__all__ = ["Passkey", "Policy", "RecoveryCode", "Session", "Totp"]
