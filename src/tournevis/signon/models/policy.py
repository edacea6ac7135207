"""What the installation asks of those who sign in."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Policy(models.Model):
    """The one row of rules for signing in; lockouts are with the settings of the installation."""

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

    @classmethod
    def current(cls) -> Policy:
        """The rules in force; the usual ones until somebody changes them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
