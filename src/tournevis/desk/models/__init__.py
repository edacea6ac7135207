"""Tables of the room: the ticket, its timeline, its number."""

from .article_use import ArticleUse
from .entry import Entry
from .numbering import Numbering
from .ticket import OPEN_STATES, QUEUED, Channel, Impact, StateType, Ticket

__all__ = ["OPEN_STATES", "QUEUED", "ArticleUse", "Channel", "Entry", "Impact", "Numbering", "StateType", "Ticket"]
