"""The tickets of the demonstration: opened, answered, solved through the rules, then set back in time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tournevis.assets.models import Asset
from tournevis.desk import rules
from tournevis.desk.models import Channel, Impact, Ticket
from tournevis.desk.rules.acuity import place
from tournevis.diagnosis import rules as diagnosis
from tournevis.people.models import Team, User

MOMENTS = ("updated_at", "waiting_since", "first_answered_at", "solved_at", "closed_at")


class Chronicle:
    """When each act really happened, and when the story says it did."""

    def __init__(self, opened: datetime) -> None:
        self.real = [datetime.min.replace(tzinfo=opened.tzinfo)]
        self.told = [opened]

    def act(self, after: int) -> None:
        """The acts from now on happen `after` minutes after the last one, as the story tells it."""
        self.real.append(timezone.now())
        self.told.append(self.told[-1] + timedelta(minutes=after))

    def tell(self, instant: datetime) -> datetime:
        """The story's moment for a real one."""
        return self.told[bisect_right(self.real, instant) - 1]


def add_ticket(story: Mapping[str, Any], users: Mapping[str, User], now: datetime) -> Ticket:
    """One ticket of the story, with all its acts."""
    requester = users[story["requester"]]
    asset = Asset.objects.get(organisation=requester.organisation, name=story["machine"])
    opened = now - timedelta(minutes=story["age"])
    ticket = rules.open_ticket(
        requester,
        story["complaint"],
        by=users[story.get("opened_by", story["requester"])],
        title=story["title"],
        channel=story.get("channel", Channel.PORTAL),
        asset=asset,
        impact=story.get("impact", Impact.ME),
        blocked=story.get("blocked", False),
        at=opened,
    )
    diagnosis.start(ticket, by=requester)
    chronicle = Chronicle(opened)
    for act in story.get("acts", ()):
        chronicle.act(act["after"])
        carry_out(ticket, act, users[act["by"]])
    set_back(ticket, chronicle)
    return ticket


def carry_out(ticket: Ticket, act: Mapping[str, Any], by: User) -> None:
    """One act of somebody on a ticket."""
    match act["do"]:
        case "take":
            rules.take(ticket, by=by)
        case "reply":
            rules.reply(ticket, act["text"], by=by)
        case "note":
            rules.note(ticket, act["text"], by=by)
        case "pending":
            rules.set_pending(ticket, by=by)
        case "assign_team":
            team = Team.objects.get(organisation=ticket.organisation, name=act["team"])
            rules.assign(ticket, by=by, team=team)
        case "answer":
            diagnosis.answer(ticket, act["fact"], act["value"], by=by)
        case "outcome":
            diagnosis.outcome(ticket, act["remedy"], act["verdict"], by=by, consent=True)
        case "solve":
            diagnosis.solve(ticket, act["text"], by=by, minutes=act["minutes"])
        case "close":
            rules.close(ticket, by=by)


def set_back(ticket: Ticket, chronicle: Chronicle) -> None:
    """Give the ticket and its timeline the moments of the story."""
    for entry in ticket.entries.order_by("id")[1:]:
        ticket.entries.filter(pk=entry.pk).update(at=chronicle.tell(entry.at))
    ticket.refresh_from_db()
    for name in MOMENTS:
        if moment := getattr(ticket, name):
            setattr(ticket, name, chronicle.tell(moment))
    place(ticket)
    ticket.save()
