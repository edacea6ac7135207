"""What the installation asks of those who sign in."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Role, User


class Policy(models.Model):
    """The one row of rules for signing in; lockouts are with the settings of the installation."""

    class Second(models.TextChoices):
        """Who must have a second factor."""

        NOBODY = "nobody", _("Nobody: who wants one sets it up")
        STAFF = "staff", _("Everybody but plain users")
        EVERYBODY = "everybody", _("Everybody")

    second_factor = models.CharField(
        _("Who must have a second factor"),
        max_length=10,
        choices=Second,
        default=Second.NOBODY,
        help_text=_("Whoever must and has none is led to set it up as soon as he has signed in, and to nothing else."),
    )
    breach_lookup = models.BooleanField(
        _("Look new passwords up among those known to be stolen"),
        default=False,
        help_text=_(
            "Asks the service haveibeenpwned.com over the internet. Five letters of a digest leave this site, not the "
            "password. Without it, passwords are still checked against the lists kept here."
        ),
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="policy_is_one_row")]

    def __str__(self) -> str:
        return str(_("Rules for signing in"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save as the one row."""
        self.pk = 1
        super().save(*args, **kwargs)

    def asks_second(self, user: User) -> bool:
        """Whether `user` must have a second factor."""
        return self.second_factor == self.Second.EVERYBODY or (
            self.second_factor == self.Second.STAFF and user.role != Role.USER
        )

    @classmethod
    def current(cls) -> Policy:
        """The rules in force; the usual ones until somebody changes them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
