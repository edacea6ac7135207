"""What happens to tickets, as webhooks name it: read off the timeline, which holds everything that happens."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tournevis.desk.models import Entry, Ticket

EVENTS: dict[str, str | Promise] = {
    "ticket.opened": _("A ticket is opened"),
    "ticket.changed": _("A field of a ticket changes: whose it is, its state, its subject"),
    "ticket.message": _("Somebody writes in the open"),
    "ticket.solved": _("A ticket is solved"),
    "ticket.closed": _("A ticket is closed"),
    "ticket.reopened": _("A ticket is opened again"),
    "ticket.escalated": _("A case is handed to the next level"),
    "remedy.tried": _("Somebody says what came of a remedy"),
    "remedy.verified": _("A remedy is proved to have worked"),
}
TEST = "webhook.test"
_BY_STATE = {"solved": "ticket.solved", "closed": "ticket.closed"}
_BY_ACT = {"escalate": "ticket.escalated", "outcome": "remedy.tried"}


def name_of(entry: Entry) -> str:
    """The event that an entry is; empty where it is none."""
    data = entry.data
    act = data.get("diagnosis") or {}
    if act.get("act") == "verified":
        return "remedy.verified" if act.get("value") == "yes" else ""
    if act.get("act") in _BY_ACT:
        return _BY_ACT[act["act"]]
    if entry.kind == Entry.Kind.CHANGE:
        state = data.get("after") if data.get("field") == "state_type" else ""
        return _BY_STATE.get(str(state), "ticket.changed")
    if entry.kind == Entry.Kind.MESSAGE and entry.public:
        return "ticket.opened" if data.get("opens") else "ticket.reopened" if data.get("reopens") else "ticket.message"
    return ""


def payload(event: str, ticket: Ticket, entry: Entry) -> dict[str, Any]:
    """What is sent: what happened to which ticket. No words of anybody: the receiver reads them with a key of its own,
    as far as that reaches.
    """
    act = entry.data.get("diagnosis") or {}
    told: dict[str, Any] = {"entry": entry.pk, "number": ticket.number, "state": ticket.state_type}
    told["url"] = f"/api/v1/tickets/{ticket.number}"
    if entry.kind == Entry.Kind.CHANGE:
        told["field"] = entry.data.get("field", "")
    if event.startswith("remedy."):
        told |= {"remedy": act.get("id", ""), "verdict": act.get("value", "")}
    return _framed(event, entry.at.isoformat(), told)


def test_payload(at: str) -> dict[str, Any]:
    """What a trial sends."""
    return _framed(TEST, at, {})


def _framed(event: str, at: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"evt_{uuid4().hex}", "type": event, "timestamp": at, "data": data}
