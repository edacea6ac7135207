"""What this room's acts are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tournevis.operations.retention import KINDS
from tournevis.people import acts

ACTS = {
    "person.export": _("Personal data handed out"),
    "person.erase": _("Person made anonymous"),
    "retention.change": _("Ages of data changed"),
    "retention.run": _("Old data let go of"),
}


def register() -> None:
    """Tell the log; called once, when the room starts."""
    kinds = {key: kind.name for key, kind in KINDS.items()}
    gone = {f"gone_{key}": kind.name for key, kind in KINDS.items()}
    acts.tell(ACTS, fields={}, extra={**kinds, **gone, "whole": _("With internal notes")})
