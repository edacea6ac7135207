"""What may happen to a ticket, and what follows.

Each rule checks the right, writes the ticket, its timeline, its words and its notices in one transaction, and leaves
the ticket that it was given as it then stands. A writer who hands the `expected` version is told when he was overtaken.
"""

from .acuity import Acuity, Reason, acuity
from .changes import assign, change_field, change_fields, release, take, take_next
from .conversation import note, reply
from .effort import log_time, minutes_spent
from .life import close, close_settled, reopen, set_pending, solve
from .opening import open_ticket
from .writing import Closed, Overtaken, TooLong, add_entry, record_entry, writing

__all__ = [
    "Acuity",
    "Closed",
    "Overtaken",
    "Reason",
    "TooLong",
    "acuity",
    "add_entry",
    "assign",
    "change_field",
    "change_fields",
    "close",
    "close_settled",
    "log_time",
    "minutes_spent",
    "note",
    "open_ticket",
    "record_entry",
    "release",
    "reopen",
    "reply",
    "set_pending",
    "solve",
    "take",
    "take_next",
    "writing",
]
