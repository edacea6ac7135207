"""Reading what is known: the fault base, what closed cases taught, articles."""

from .articles import Standing, articles_of, due_for_review, linked_to, standing, text_for
from .faults import Found, base, find_faults, notes, outcomes

__all__ = [
    "Found",
    "Standing",
    "articles_of",
    "base",
    "due_for_review",
    "find_faults",
    "linked_to",
    "notes",
    "outcomes",
    "standing",
    "text_for",
]
