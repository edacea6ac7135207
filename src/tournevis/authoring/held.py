"""What this room holds on a person: the records of the base that he wrote or reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tournevis.authoring.models import Draft
from tournevis.people import personal


def rows(request: personal.Request) -> Iterator[personal.Row]:
    """His drafts by their names; what they say is the organisation's."""
    person = request.person
    for draft in Draft.objects.filter(Q(author=person) | Q(reviewer=person)).order_by("id"):
        yield {"name": draft.record, "kind": draft.get_kind_display(), "written": draft.created_at.isoformat()}


def register() -> None:
    """Tell the product; called once, when the room starts."""
    personal.tell(
        personal.Kind(
            "drafts",
            name=_("Causes and actions that you wrote"),
            purpose=_("To know whom to ask about one, and who looked it through."),
            ground=_("Your work for the support desk (contract of employment)."),
            kept=_("What you wrote, without your name."),
            columns=("authoring.Draft.author", "authoring.Draft.reviewer"),
            rows=rows,
        )
    )
