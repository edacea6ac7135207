"""Articles: what is known, written down for technicians or for users, in both languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournevis.files.models import Attachment
from tournevis.people.models import Language, Organisation, Team

_USER = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    """What an article is."""

    HOW_TO = "how_to", _("Article")
    KNOWN_ERROR = "known_error", _("Known error")


class State(models.TextChoices):
    """Who it is written for, as far as it has come."""

    DRAFT = "draft", _("Draft")
    INTERNAL = "internal", _("Internal")
    PUBLIC = "public", _("Public")


class Sharing(models.TextChoices):
    """Which organisations read it."""

    OWN = "own", _("Our own organisation")
    CHOSEN = "chosen", _("Chosen organisations too")
    ALL = "all", _("Every organisation")


class Article(models.Model):
    """Something known: its texts lie apart, one a language. Changed only by `knowledge.rules`.

    Attributes:
        publish_at: until it comes and `rules.publish_due` has seen it, the article is a draft to everybody.
        limited: only its team reads it while it is internal or a draft.
        revision: number of its last revision, over both languages.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="articles")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.HOW_TO)
    state = models.CharField(_("for whom"), max_length=10, choices=State, default=State.DRAFT)
    publish_at = models.DateTimeField(_("from"), null=True, blank=True)
    team = models.ForeignKey(
        Team, models.SET_NULL, null=True, blank=True, related_name="articles", verbose_name=_("team")
    )
    limited = models.BooleanField(_("only the team reads it"), default=False)
    sharing = models.CharField(_("shared with"), max_length=10, choices=Sharing, default=Sharing.OWN)
    shared_with = models.ManyToManyField(
        Organisation, related_name="+", blank=True, verbose_name=_("chosen organisations")
    )
    owner = models.ForeignKey(_USER, models.RESTRICT, related_name="owned_articles", verbose_name=_("owner"))
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)
    versions = models.CharField(_("versions concerned"), max_length=200, blank=True)
    attachments = models.ManyToManyField(Attachment, related_name="articles", blank=True)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "-updated_at", "-id"], name="article_latest"),
            models.Index(fields=["organisation", "review_on"], name="article_to_review"),
            models.Index(fields=["publish_at"], condition=models.Q(publish_at__isnull=False), name="article_scheduled"),
        ]

    def __str__(self) -> str:
        return f"article {self.pk}"

    @property
    def is_scheduled(self) -> bool:
        """Whether it waits for its hour."""
        return self.publish_at is not None


# What an article says, in each language; the last four are those of a known error.
PARTS = ("title", "body", "symptoms", "cause", "workaround", "solution")


class ArticleText(models.Model):
    """What an article says in one language, as it stands now."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=Language)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    symptoms = models.TextField(_("symptoms"), blank=True)
    cause = models.TextField(_("cause"), blank=True)
    workaround = models.TextField(_("workaround"), blank=True)
    solution = models.TextField(_("solution"), blank=True)
    # The revision of the article that wrote it: a text behind the other's is marked as a translation to look at.
    revision = models.PositiveIntegerField(default=0)
    # The revision of the other language that its author said it agrees with.
    agrees_with = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="article_text_once")]

    def __str__(self) -> str:
        return self.title

    def parts(self) -> dict[str, str]:
        """What it says, by part."""
        return {name: getattr(self, name) for name in PARTS}


class Revision(models.Model):
    """What an article said in one language after a change. Only ever added to."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=5, choices=Language)
    parts = models.JSONField(default=dict)
    author = models.ForeignKey(_USER, models.RESTRICT, null=True, related_name="+")
    restored = models.PositiveIntegerField(null=True, help_text="The revision that it brought back.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"{self.article_id}.{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the revision.

        Raises:
            TypeError: it is there already; what was written stays in the history.
        """
        if self.pk is not None:
            raise TypeError("a revision is never changed")
        super().save(*args, **kwargs)


class ArticleFault(models.Model):
    """That an article speaks of a fault of the base."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="faults")
    fault = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "fault"], name="article_fault_once")]
        indexes = [models.Index(fields=["fault", "article"], name="article_by_fault")]

    def __str__(self) -> str:
        return self.fault
