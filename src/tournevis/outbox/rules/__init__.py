"""What leaves the house: posted in a transaction, delivered later, tried again, never forgotten."""

from .delivery import deliver_due
from .logbook import give_up_waiting, send_again, send_test
from .posting import post, post_to

__all__ = ["deliver_due", "give_up_waiting", "post", "post_to", "send_again", "send_test"]
