"""Tables of the room: a session of troubleshooting is its events, in order; all else is derived from them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tournevis.desk.models import Ticket
from tournevis.knowledge.models import CaseNote, Release, Version
from tournevis.knowledge.queries import Edition
from tournevis.people.models import Organisation


class Diagnosis(models.Model):
    """The diagnosis of a ticket: which base it reasons with, and how."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, related_name="diagnosis")
    base_version = models.CharField(max_length=64)
    # The base that it began with, whatever became of it since; no release: begun before any was kept.
    release = models.ForeignKey(Release, on_delete=models.RESTRICT, null=True, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.RESTRICT, null=True, related_name="+")
    locale = models.CharField(max_length=5, default="fr")
    seed = models.PositiveIntegerField(default=0)
    budget = models.PositiveIntegerField(default=0, help_text="States the planner may look at; 0 is its own usual.")
    # When the case was put into a technician's hands; until then its user is led through it in the portal.
    handed_over_at = models.DateTimeField(null=True)
    # When its user was last shown his next step in the portal.
    led_at = models.DateTimeField(null=True)
    # The likeliest known cause and its probability, for lists: a case's page counts them anew.
    likeliest = models.CharField(max_length=80, blank=True)
    probability = models.FloatField(default=0.0)
    # What a solved case added to the outcome counts, so that solving it again takes the first count back.
    counted = models.JSONField(default=list)
    # Which counts of closed cases it reasons with (`experience.Counts`), and the note that it left itself.
    counts = models.JSONField(default=dict)
    note = models.OneToOneField(CaseNote, on_delete=models.SET_NULL, null=True, related_name="diagnosis")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "diagnoses"

    def __str__(self) -> str:
        return f"{self.ticket}"

    @property
    def edition(self) -> Edition:
        """The base that it reasons with."""
        return Edition(self.release_id, self.version_id)


class DiagnosisEvent(models.Model):
    """One event of the session: what was understood, answered, read, tried, corrected. Only ever added to."""

    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.CASCADE, related_name="events")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=80, blank=True)
    value = models.JSONField(null=True)
    data = models.JSONField(default=dict)
    via = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        # The unique pair is also the index by which a session is read back.
        constraints = [models.UniqueConstraint(fields=["diagnosis", "position"], name="event_position_once")]

    def __str__(self) -> str:
        return f"{self.position} {self.kind} {self.subject}"


class Suggestion(models.Model):
    """What the engine advised after the event at `position`, why, and what the reader made of it."""

    class Verdict(models.TextChoices):
        """What was done with the advice."""

        OPEN = "open", _("Not yet followed")
        FOLLOWED = "followed", _("Followed")
        SET_ASIDE = "set_aside", _("Set aside")

    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.CASCADE, related_name="suggestions")
    position = models.PositiveIntegerField()
    step_kind = models.CharField(max_length=20)
    step_id = models.CharField(max_length=80, blank=True)
    advice = models.JSONField(default=dict)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["diagnosis", "position", "id"], name="suggestion_in_order")]

    def __str__(self) -> str:
        return f"{self.step_kind} {self.step_id}"


class Correction(models.Model):
    """A technician's verdict on a symptom of a complaint, with the words it holds for; see `language.lessons`.

    Neither the text nor who wrote it is kept; it goes with its diagnosis.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.CASCADE, related_name="corrections")
    symptom = models.CharField(max_length=80)
    noticed = models.BooleanField()
    words = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["diagnosis", "symptom"], name="correction_once")]
        indexes = [models.Index(fields=["organisation", "-id"], name="correction_newest")]

    def __str__(self) -> str:
        return f"{self.symptom}: {self.noticed}"


class Joining(models.Model):
    """A code by which a machine may send its readings to a diagnosis, once. Only the code's digest is kept."""

    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.CASCADE, related_name="joinings")
    code_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    facts = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.diagnosis} until {self.expires_at:%H:%M}"


class RefusedJoin(models.Model):
    """A wrong code from an address: too many close the door of joining to it for a while."""

    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["address", "at"], name="refused_join_by_address")]

    def __str__(self) -> str:
        return f"{self.address} {self.at:%Y-%m-%d %H:%M}"


class AcceptedCase(models.Model):
    """A simulated case that an author accepted: learning may not make it worse without him.

    Attributes:
        told: the case (`troubleshooting.authoring.Sequence`).
        now: how it goes with what was learnt, where that is worse.
        agreed: its author took over how it went with what was learnt: the authors' numbers alone need not bear it out.
        held: facts and remedies that keep the authors' numbers until he agrees.
    """

    class State(models.TextChoices):
        """How it stands since the last look."""

        HOLDS = "holds", _("Holds")
        WAITING = "waiting", _("Its cause is not in force yet")
        BROKEN = "broken", _("Broken by learning")
        BASE = "base", _("Broken by a change of the base")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="accepted_cases")
    fault = models.CharField(max_length=80)
    choice = models.CharField(max_length=12)
    told = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="+")
    accepted_at = models.DateTimeField(auto_now_add=True)
    agreed = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.HOLDS)
    why = models.CharField(max_length=10, blank=True)
    now = models.JSONField(null=True)
    held = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "fault", "choice"], name="accepted_case_once")]

    def __str__(self) -> str:
        return f"{self.fault} {self.choice}"


class DeadEnd(models.Model):
    """A case that ended without a known cause: handed over, or solved by what the base does not know."""

    class State(models.TextChoices):
        """What an author made of it."""

        OPEN = "open", _("To be looked at")
        WRITTEN = "written", _("Written down")
        PASSED = "passed", _("Nothing to learn")

    diagnosis = models.OneToOneField(Diagnosis, on_delete=models.CASCADE, related_name="dead_end")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="dead_ends", db_index=False)
    why = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "-at", "-id"], name="dead_end_latest")]

    def __str__(self) -> str:
        return f"{self.diagnosis}: {self.why}"
