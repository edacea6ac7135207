"""Tables of the room: the ticket, its timeline, its number, its words."""

from .entry import Entry
from .numbering import Numbering
from .posting import Posting
from .ticket import OPEN_STATES, QUEUED, Channel, Impact, StateType, Ticket

__all__ = ["OPEN_STATES", "QUEUED", "Channel", "Entry", "Impact", "Numbering", "Posting", "StateType", "Ticket"]
