"""Steps that share what they cost: visits, open cases, restarts, planned for as cost clusters."""

from .planner import plan

__all__ = ["plan"]
