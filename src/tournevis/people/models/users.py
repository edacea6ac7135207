"""Users and their teams."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any, ClassVar, Protocol

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tournevis.people.folding import fold
from tournevis.people.tenancy import scope

from .places import Organisation, Site
from .roles import BOUND_POWERS, POWERS_OF, Power, Role


class Level(models.TextChoices):
    """How at ease somebody is with computers: chooses the words of questions and explanations."""

    NOVICE = "novice", _("I would rather be guided")
    AT_EASE = "at_ease", _("I manage")
    TECHNICAL = "technical", _("I am technical")


# Taken from the membership while somebody acts in another organisation.
BORROWED = frozenset({"organisation", "role", "site", "reach"})


class Post(Protocol):
    """What a user takes from his membership of another organisation (see `models.memberships`)."""

    organisation: Any
    role: Any
    site: Any
    team_id: Any


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
    reach = models.ForeignKey(
        Site, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("works only at")
    )
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    # Since when the account is closed; an erased one is nobody's any more, and never opens again.
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What a search looks in; kept by `save`.
    folded = models.CharField(max_length=700, editable=False, default="")

    # Set while he acts in an organisation that is not his own (see `people.acting`).
    membership: Post | None = None
    reach_team_id: int | None = None
    _home_id = 0

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
        if self.erased_at:
            return gettext("Erased person %(number)s") % {"number": self.pk}
        return self.get_full_name() or self.username

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save, with what a search looks in; never what he is only while he acts elsewhere.

        Raises:
            TypeError: `update_fields` names something of the membership that he acts by.
        """
        named = (self.first_name, self.last_name, self.email, self.username, self.phone, self.job_title)
        self.folded = fold(" ".join(named))[:700]
        if self.membership is not None:
            update_fields = self._own_fields(update_fields)
        if update_fields is not None:
            update_fields = {*update_fields, "folded"}
        # What he is asked at the door, or changes of himself while he acts elsewhere, is kept where he belongs.
        apart = self.membership is not None or scope.current().directory
        with scope.within(self.home_id) if apart else nullcontext():
            super().save(*args, update_fields=update_fields, **kwargs)

    def _own_fields(self, named: Iterable[str] | None) -> set[str]:
        if named is None:
            return {field.name for field in self._meta.concrete_fields if not field.primary_key} - BORROWED
        if borrowed := BORROWED & set(named):
            raise TypeError(f"of the membership, not of the user: {', '.join(sorted(borrowed))}")
        return set(named)

    def can(self, power: Power) -> bool:
        """Whether his role has a power, and his account is open; bound to a site or a team, fewer (`BOUND_POWERS`)."""
        if not self.is_active or power not in POWERS_OF[self.role]:
            return False
        return not self.is_bound or power in BOUND_POWERS

    @property
    def is_bound(self) -> bool:
        """Whether he works only for one site or one team."""
        return self.reach_id is not None or self.reach_team_id is not None

    @property
    def home_id(self) -> int:
        """The organisation that he belongs to, wherever he acts."""
        return int(self._home_id if self.membership else self.organisation_id)

    def act_by(self, membership: Post) -> None:
        """Let this object act in the organisation of `membership`, with the role and the bounds that he has there."""
        self._home_id, self.membership = self.home_id, membership
        self.organisation, self.role = membership.organisation, membership.role
        self.site = self.reach = membership.site
        self.reach_team_id = membership.team_id
        for name in ("sites_in_reach", "sites_followed"):
            self.__dict__.pop(name, None)

    @cached_property
    def sites_in_reach(self) -> frozenset[int]:
        """Where he works, when bound to a site: it and all that lies in it."""
        return Site.and_below(self.organisation_id, self.reach_id) if self.reach_id else frozenset()

    @cached_property
    def sites_followed(self) -> frozenset[int]:
        """His own site and all that lies in it."""
        return Site.and_below(self.organisation_id, self.site_id) if self.site_id else frozenset()

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
