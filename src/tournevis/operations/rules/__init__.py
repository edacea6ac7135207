"""Doing the chores."""

from .chores import CHORES, Chore, run_due

__all__ = ["CHORES", "Chore", "run_due"]
