"""What the pages of the room share."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from tournevis.authoring.models import Draft, Kind
from tournevis.people.web import asker


def tongue() -> str:
    """The language of the pages, as texts of the base have it."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def kind_or_404(kind: str) -> Kind:
    """The kind of record of an address."""
    if kind not in Kind.values:
        raise Http404
    return Kind(kind)


def draft_or_404(request: HttpRequest, pk: int) -> Draft:
    """A draft of the asker's own organisation."""
    draft: Any = Draft.objects.filter(organisation=asker(request).organisation_id, pk=pk).first()
    if draft is None:
        raise Http404
    found: Draft = draft
    return found
