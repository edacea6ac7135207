"""Tables of the room: the ticket, its timeline, its number, its words."""

from .entry import Entry
from .numbering import Numbering
from .posting import Posting
from .ticket import OPEN_STATES, Channel, Impact, StateType, Ticket

__all__ = ["OPEN_STATES", "Channel", "Entry", "Impact", "Numbering", "Posting", "StateType", "Ticket"]
