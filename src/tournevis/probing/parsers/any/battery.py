"""What is known of a machine's batteries, however it was read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Battery:
    """All batteries together. `health_percent`: what a full charge holds now against when new; None = not told."""

    present: bool
    health_percent: float | None
    charging: bool | None
    on_mains: bool | None
