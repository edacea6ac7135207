"""What this room holds on a person: the drafts that he wrote or reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tournevis.authoring.models import Draft
from tournevis.people import personal


def drafts(request: personal.Request) -> Iterator[personal.Row]:
    """The records of the base that he wrote or reviewed."""
    mine = Draft.objects.filter(Q(author=request.person) | Q(reviewer=request.person))
    for draft in mine.order_by("id"):
        yield {"number": draft.pk, "subject": draft.name, "written": draft.created_at.isoformat()}


def register() -> None:
    """Tell the product; called once, when the room starts."""
    personal.tell(
        personal.Kind(
            "drafts",
            name=_("Causes, actions and questions that you wrote or reviewed"),
            purpose=_("To know whom to ask about one, and that a second person looked at it."),
            ground=_("Your work for the support desk (contract of employment)."),
            kept=_("The records, without your name."),
            columns=("authoring.Draft.author", "authoring.Draft.reviewer"),
            rows=drafts,
        ),
    )
