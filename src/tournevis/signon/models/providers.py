"""Who else proves who somebody is: directories and identity providers, and whom they know."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Organisation, Role, Team
from tournevis.vault.fields import SealedField


class Provider(models.Model):
    """A directory (LDAP) or an identity provider (OpenID Connect) of an organisation.

    Attributes:
        key: its name in addresses.
        address: LDAP: `ldaps://host`; OpenID Connect: the issuer.
        account: LDAP: the account that searches; OpenID Connect: our client's name there.
        groups: the attribute or claim that lists somebody's groups.
    """

    class Kind(models.TextChoices):
        """How it is spoken to."""

        LDAP = "ldap", _("Directory (LDAP)")
        OIDC = "oidc", _("OpenID Connect")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="providers")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.SlugField(_("name in addresses"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80, help_text=_("As those who sign in read it."))
    is_enabled = models.BooleanField(_("in use"), default=True)
    address = models.CharField(_("address"), max_length=300)
    account = models.CharField(_("account"), max_length=300, blank=True)
    secret = SealedField(_("secret"))
    start_tls = models.BooleanField(_("Make the connection private first (StartTLS)"), default=True)
    authority = models.TextField(_("certificate of its authority"), blank=True)
    base = models.CharField(_("where people are searched"), max_length=300, blank=True)
    search = models.CharField(_("how people are searched"), max_length=500, blank=True)
    groups = models.CharField(_("where groups are told"), max_length=80, blank=True)
    makes_people = models.BooleanField(_("Make an account for who has none"), default=True)
    default_role = models.CharField(_("role of a new account"), max_length=20, choices=Role, default=Role.USER)
    trusts_mail = models.BooleanField(_("Know accounts that exist by their e-mail"), default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class GroupRule(models.Model):
    """What belonging to a group there gives here; the first that fits decides the role, all of them the teams."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="rules")
    group = models.CharField(max_length=300)
    role = models.CharField(max_length=20, choices=Role, blank=True)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.group}: {self.get_role_display()} {self.team or ''}".strip()


class Identity(models.Model):
    """Somebody as a provider knows him.

    Attributes:
        subject: what he is called there, for good: `sub`, or the directory's `entryUUID` or `objectGUID`.
    """

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="identities")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identities")
    subject = models.CharField(max_length=400)
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "subject"], name="identity_once")]

    def __str__(self) -> str:
        return f"{self.provider}: {self.subject}"
