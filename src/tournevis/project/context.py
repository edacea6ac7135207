"""What every page knows: the version, the settings, the menus."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

import tournevis
from tournevis.people.models import Installation
from tournevis.project.navigation import ACCOUNT, MAIN, links


def site(request: HttpRequest) -> dict[str, Any]:
    """Read when a template asks, so that a fragment for htmx pays for none of it."""
    return {
        "tournevis_version": tournevis.__version__,
        "installation": SimpleLazyObject(Installation.current),
        "navigation": SimpleLazyObject(lambda: links(MAIN, request)),
        "account_menu": SimpleLazyObject(lambda: links(ACCOUNT, request)),
    }
