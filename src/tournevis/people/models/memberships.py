"""Those who work for an organisation that is not their own."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .places import Organisation, Site
from .roles import Role
from .users import Team


class Membership(models.Model):
    """Somebody works for another organisation than the one he belongs to; ended, never removed.

    Attributes:
        site: he works only for it and what lies in it; None for the whole organisation.
        team: he works only on the cases of this team; None for those of all.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role here"), max_length=20, choices=Role, default=Role.TECHNICIAN)
    site = models.ForeignKey(
        Site, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("only at the site")
    )
    team = models.ForeignKey(
        Team, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("only for the team")
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["organisation__name", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"

    def clean(self) -> None:
        """Refuse a membership in one's own organisation, and a site or a team of another one."""
        if self.user.home_id == self.organisation_id:
            raise ValidationError(_("%(name)s belongs to this organisation already.") % {"name": self.user})
        for name in ("site", "team"):
            thing = getattr(self, name)
            if thing is not None and thing.organisation_id != self.organisation_id:
                raise ValidationError({name: _("%(thing)s is not of this organisation.") % {"thing": thing}})
