"""What closed cases teach: notes of cases, fading counts, posteriors over the authored values. Pure."""

from .counts import HALF_LIFE, Tally, count
from .memory import EVER, memory, remembered
from .notes import Ending, Note, note
from .posterior import explored, learn
from .strength import most_moved

__all__ = [
    "EVER",
    "HALF_LIFE",
    "Ending",
    "Note",
    "Tally",
    "count",
    "explored",
    "learn",
    "memory",
    "most_moved",
    "note",
    "remembered",
]
