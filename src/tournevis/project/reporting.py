"""What the page of an error tells while developing: where it was, never the values at hand, which may be secrets."""

from __future__ import annotations

from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class Discreet(SafeExceptionReporterFilter):
    """Names and types of what a fault had at hand, in place of its values; the same in a debug mode."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always."""
        return True

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> Any:
        """The names at hand, with their types."""
        return [(name, type(value).__qualname__) for name, value in tb_frame.f_locals.items()]

    def get_post_parameters(self, request: HttpRequest | None) -> Any:
        """The names that were posted, without what was typed."""
        posted = getattr(request, "POST", None) or {}
        return dict.fromkeys(posted, self.cleansed_substitute)
