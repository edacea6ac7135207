"""What every page knows: the service's name, the menus, where to search."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

import tournevis
from tournevis.people.models import Installation
from tournevis.project.navigation import ACCOUNT, MAIN, address, links


def site(request: HttpRequest) -> dict[str, Any]:
    """Read when a template asks, so that a fragment for htmx pays for none of it."""
    searches = request.user.is_authenticated and request.user.is_technician
    return {
        "tournevis_version": tournevis.__version__,
        "installation": SimpleLazyObject(Installation.current),
        "navigation": SimpleLazyObject(lambda: links(MAIN, request)),
        "account_menu": SimpleLazyObject(lambda: links(ACCOUNT, request)),
        "search_url": address("workbench:search") if searches else "",
        "sign_out_url": address("people:sign_out"),
    }
