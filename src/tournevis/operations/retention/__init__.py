"""How long each kind of data is kept, and letting go of what is older."""

from .kinds import KINDS, Retention
from .running import Planned, keep_short, plan, set_days

__all__ = ["KINDS", "Planned", "Retention", "keep_short", "plan", "set_days"]
