"""The ticket."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournevis.assets.models import Asset
from tournevis.people.models import Organisation, Team


class StateType(models.TextChoices):
    """Where a ticket is in its life."""

    NEW = "new", _("New")
    OPEN = "open", _("In progress")
    PENDING = "pending", _("Waiting for the user")
    SOLVED = "solved", _("Solved")
    CLOSED = "closed", _("Closed")


OPEN_STATES = (StateType.NEW, StateType.OPEN, StateType.PENDING)


class Channel(models.TextChoices):
    """How it came in."""

    PORTAL = "portal", _("Portal")
    PHONE = "phone", _("Phone")
    MAIL = "mail", _("E-mail")
    WALK_IN = "walk_in", _("In person")
    TERMINAL = "terminal", _("Terminal")


class Impact(models.TextChoices):
    """Whom the trouble touches."""

    ME = "me", _("One person")
    SOME = "some", _("Several people")
    SITE = "site", _("A whole site")
    EVERYONE = "everyone", _("Everyone")


# An open ticket has a place in the queue; written so that a partial index serves it with any parameters.
QUEUED = models.Q(acuity_at__isnull=False)
# Solved, and not closed yet.
SETTLING = models.Q(state_type=StateType.SOLVED)
_USER = settings.AUTH_USER_MODEL


class Ticket(models.Model):
    """A user's request or incident, from first word to close. Changed only by `desk.rules`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="tickets", db_index=False)
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("subject"), max_length=200)
    complaint = models.TextField(_("complaint"))
    requester = models.ForeignKey(_USER, models.RESTRICT, related_name="tickets", verbose_name=_("requester"))
    opened_by = models.ForeignKey(_USER, models.RESTRICT, related_name="+")
    asset = models.ForeignKey(
        Asset, on_delete=models.SET_NULL, null=True, blank=True, related_name="tickets", verbose_name=_("machine")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.PORTAL)
    state_type = models.CharField(_("state"), max_length=10, choices=StateType, default=StateType.NEW)
    impact = models.CharField(_("people affected"), max_length=10, choices=Impact, default=Impact.ME)
    blocked = models.BooleanField(_("work is stopped"), default=False)
    # Until when its requester wants it mended, where he said so.
    deadline_at = models.DateTimeField(_("wanted before"), null=True, blank=True)
    assignee = models.ForeignKey(
        _USER, models.RESTRICT, null=True, blank=True, related_name="assigned_tickets", verbose_name=_("assigned to")
    )
    team = models.ForeignKey(
        Team, models.SET_NULL, null=True, blank=True, related_name="tickets", verbose_name=_("team")
    )
    # Grows with each change: tells a page that it is stale, and a writer that he was overtaken.
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    # Since when the user waits for a word from us; set again at each of our answers.
    waiting_since = models.DateTimeField(default=timezone.now)
    # Its place in the queue: `waiting_since` less the head start of its impact (see rules.acuity); none once finished.
    acuity_at = models.DateTimeField(null=True)
    # Whether it rests until the user answers: such tickets come after all others in the queue.
    resting = models.BooleanField(default=False)
    first_answered_at = models.DateTimeField(null=True, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="ticket_number_once")]
        indexes = [
            models.Index(fields=["organisation", "resting", "acuity_at", "id"], condition=QUEUED, name="ticket_queue"),
            models.Index(fields=["assignee", "resting", "acuity_at", "id"], condition=QUEUED, name="ticket_mine"),
            models.Index(fields=["team", "resting", "acuity_at", "id"], condition=QUEUED, name="ticket_of_team"),
            models.Index(fields=["requester", "-updated_at", "-id"], name="ticket_of_requester"),
            models.Index(fields=["organisation", "-id"], name="ticket_latest"),
            models.Index(fields=["asset", "-id"], name="ticket_of_asset"),
            models.Index(fields=["organisation", "solved_at"], condition=SETTLING, name="ticket_settling"),
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.title}"

    @property
    def site_id(self) -> int | None:
        """Where its requester is."""
        return self.requester.site_id

    @property
    def is_open(self) -> bool:
        """Neither solved nor closed."""
        return self.state_type in OPEN_STATES
