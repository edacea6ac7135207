"""What may happen to drafts."""

from .drafts import activate, discard, review, save

__all__ = ["activate", "discard", "review", "save"]
