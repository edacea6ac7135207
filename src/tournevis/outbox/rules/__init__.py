"""What leaves the house: posted in a transaction, delivered later, tried again, never forgotten."""

from .carriers import Dropped, NotNow, carry_due, hand_to_carrier
from .delivery import deliver_due
from .logbook import give_up_waiting, send_again, send_test
from .posting import post, post_to

__all__ = [
    "Dropped",
    "NotNow",
    "carry_due",
    "deliver_due",
    "give_up_waiting",
    "hand_to_carrier",
    "post",
    "post_to",
    "send_again",
    "send_test",
]
