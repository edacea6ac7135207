"""What is known of documents that wait to be printed, however it was read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Jobs:
    """Waiting documents. `held`: one of them is held, stopped or in error."""

    pending: int
    oldest_minutes: float | None
    held: bool
