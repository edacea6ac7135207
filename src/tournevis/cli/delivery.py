"""The loop that carries out the outbox and the daily chores while the site runs."""

from __future__ import annotations

import logging
import threading
import time

from django.db import close_old_connections, connection
from django.utils import timezone

log = logging.getLogger(__name__)


CHORES_EVERY = 600.0  # seconds between two looks for chores that are due


class Delivery(threading.Thread):
    """Delivers what is due every few seconds, and does the chores of the day, until `stop()`.

    An error is logged and the loop goes on: a mail server that is down for a night must not end the delivery.
    """

    def __init__(self, every: float = 5.0) -> None:
        super().__init__(name="delivery", daemon=True)
        self.every = every
        self._stopped = threading.Event()
        self._chores_at = time.monotonic() + CHORES_EVERY / 10

    def run(self) -> None:
        """Deliver, wait, again."""
        while not self._stopped.wait(self.every):
            self.once()
            if time.monotonic() >= self._chores_at:
                self._chores_at = time.monotonic() + CHORES_EVERY
                self.chores()
        connection.close()

    def once(self) -> None:
        """Deliver what is due now, and publish the articles whose hour has come."""
        from tournevis.knowledge.rules import publish_due
        from tournevis.outbox.rules import carry_due, deliver_due

        close_old_connections()
        try:
            deliver_due(timezone.now())
            carry_due(timezone.now())
        except Exception:
            log.exception("The delivery of messages failed; it is tried again in %s seconds", self.every)
        try:
            publish_due(timezone.now())
        except Exception:
            log.exception("Scheduled articles were not published; it is tried again in %s seconds", self.every)

    def chores(self) -> None:
        """Do the chores that are due on this day."""
        from tournevis.operations.rules import run_due

        close_old_connections()
        try:
            run_due(timezone.now())
        except Exception:
            log.exception("The daily chores failed; they are tried again in %s seconds", CHORES_EVERY)

    def stop(self, patience: float = 5.0) -> None:
        """End the loop; waits up to `patience` seconds for the message being sent."""
        self._stopped.set()
        self.join(patience)
