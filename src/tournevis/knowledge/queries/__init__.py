"""Reading what is known: the fault base, what closed cases taught, articles."""

from .articles import FoundArticles, Standing, articles_of, due_for_review, find_articles, linked_to, standing, text_for
from .editions import SHIPPED, Edition, base, base_of, edition_for, edition_now, newest, records_of
from .faults import Found, find_faults, notes, outcomes

__all__ = [
    "SHIPPED",
    "Edition",
    "Found",
    "FoundArticles",
    "Standing",
    "articles_of",
    "base",
    "base_of",
    "due_for_review",
    "edition_for",
    "edition_now",
    "find_articles",
    "find_faults",
    "linked_to",
    "newest",
    "notes",
    "outcomes",
    "records_of",
    "standing",
    "text_for",
]
