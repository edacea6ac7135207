"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

import tournevis


def site(request: HttpRequest) -> dict[str, Any]:
    """The version, for the foot of each page."""
    return {"tournevis_version": tournevis.__version__}
