"""Tables of the room: the ticket, its timeline, its number."""

from .entry import Entry
from .numbering import Numbering
from .ticket import OPEN_STATES, QUEUED, Channel, Impact, StateType, Ticket

__all__ = ["OPEN_STATES", "QUEUED", "Channel", "Entry", "Impact", "Numbering", "StateType", "Ticket"]
