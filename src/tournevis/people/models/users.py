"""Users and their teams."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tournevis.people.folding import fold

from .places import Organisation, Site
from .roles import POWERS_OF, Power, Role


class Level(models.TextChoices):
    """How at ease somebody is with computers: chooses the words of questions and explanations."""

    NOVICE = "novice", _("I would rather be guided")
    AT_EASE = "at_ease", _("I manage")
    TECHNICAL = "technical", _("I am technical")


class Language(models.TextChoices):
    """A language of the interface."""

    FRENCH = "fr", "Français"
    ENGLISH = "en", "English"


class User(AbstractUser):
    """Somebody with a name here; signs in by e-mail or user name. Deactivated when he leaves, never deleted."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="users")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.USER)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.FRENCH)
    level = models.CharField(_("ease with computers"), max_length=20, choices=Level, default=Level.AT_EASE)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    site = models.ForeignKey(
        Site, on_delete=models.SET_NULL, null=True, blank=True, related_name="users", verbose_name=_("site")
    )
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    # What a search looks in; kept by `save`.
    folded = models.CharField(max_length=700, editable=False, default="")

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "organisation"]

    class Meta:
        ordering = ["last_name", "first_name", "id"]
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_username_once"),
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="user_email_once"),
            # A user name that reads like somebody else's e-mail would make signing in ambiguous.
            models.CheckConstraint(
                condition=~models.Q(username__contains="@") | models.Q(username__iexact=models.F("email")),
                name="user_username_no_foreign_email",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "last_name", "first_name", "id"], name="user_by_name")]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save, with what a search looks in."""
        named = (self.first_name, self.last_name, self.email, self.username, self.phone, self.job_title)
        self.folded = fold(" ".join(named))[:700]
        if update_fields is not None:
            update_fields = {*update_fields, "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def can(self, power: Power) -> bool:
        """Whether his role has a power, and his account is open."""
        return self.is_active and power in POWERS_OF[self.role]

    @property
    def is_reader(self) -> bool:
        """Sees all cases, machines and people of his organisation."""
        return self.can(Power.READ)

    @property
    def is_technician(self) -> bool:
        """Works on cases."""
        return self.can(Power.WORK)


class Team(models.Model):
    """People who share a queue of tickets."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(_("name"), max_length=120)
    members = models.ManyToManyField(User, related_name="teams", blank=True, verbose_name=_("members"))

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="team_name_once")]

    def __str__(self) -> str:
        return self.name
