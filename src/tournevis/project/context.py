"""What every page knows: the version, the settings, the menus."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

import tournevis
from tournevis.people.acting import workplaces_of
from tournevis.people.models import Installation, Organisation, User
from tournevis.project.navigation import ACCOUNT, MAIN, links


def site(request: HttpRequest) -> dict[str, Any]:
    """Read when a template asks, so that a fragment for htmx pays for none of it."""
    return {
        "tournevis_version": tournevis.__version__,
        "installation": SimpleLazyObject(Installation.current),
        "navigation": SimpleLazyObject(lambda: links(MAIN, request)),
        "workplaces": SimpleLazyObject(lambda: workplaces(request)),
        "account_menu": SimpleLazyObject(lambda: links(ACCOUNT, request)),
    }


def workplaces(request: HttpRequest) -> list[Organisation]:
    """The organisations that the reader may go to; none where there is but one."""
    return workplaces_of(request.user) if isinstance(request.user, User) else []
