"""Search of problems too large to be solved outright: the states that matter, each with a bound on either side."""

from .strategy import Followed, follow

__all__ = ["Followed", "follow"]
