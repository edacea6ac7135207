"""The tables of the room."""

from .factors import Passkey, RecoveryCode, Totp
from .policy import Policy
from .providers import GroupRule, Identity, Provider
from .session import Session

__all__ = ["GroupRule", "Identity", "Passkey", "Policy", "Provider", "RecoveryCode", "Session", "Totp"]
