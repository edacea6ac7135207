"""Directories and identity providers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tournevis.people.folding import fold
from tournevis.people.models import Organisation, Role
from tournevis.signon.models import Provider
from tournevis.signon.rules.directories import SEARCH
from tournevis.signon.rules.providers import GroupLine

if TYPE_CHECKING:
    ProviderModelForm = forms.ModelForm[Provider]
else:
    ProviderModelForm = forms.ModelForm

COMMON = ["makes_people", "default_role", "trusts_mail", "is_enabled"]


class ProviderForm(ProviderModelForm):
    """What every kind has."""

    secret = forms.CharField(
        label=_("Secret"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Left empty, the one kept stays. It is sealed, and shown to nobody."),
    )
    lines = forms.CharField(
        label=_("What groups give"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("A line each: group = role, or group = role = team. The first that fits decides the role."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        if self.instance.pk:
            rules = self.instance.rules.select_related("team")
            self.fields["lines"].initial = "\n".join(_line(rule.group, rule.role, rule.team) for rule in rules)

    def clean_lines(self) -> list[GroupLine]:
        """The lines as group, role and team.

        Raises:
            ValidationError: a line names no role or team that there is; the message tells which line.
        """
        roles = {fold(str(text)): value for value, label in Role.choices for text in (value, label)}
        teams = {fold(team.name): team for team in self.organisation.teams.all()}
        found: list[GroupLine] = []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            if not line.strip():
                continue
            # A group's distinguished name holds signs of equality itself: they have no spaces around them.
            group, *given = [part.strip() for part in line.split(" = ")]
            role = roles.get(fold(given[0])) if given and given[0] not in ("", "-") else ""
            team = teams.get(fold(given[1])) if len(given) > 1 else None
            if not group or not given or role is None or len(given) > 2 or (len(given) > 1 and team is None):
                raise forms.ValidationError(
                    _t("Line %(n)s is not “group = role = team”: %(line)s") % {"n": number, "line": line}
                )
            found.append((group, role, team))
        return found

    def _post_clean(self) -> None:
        """The rule writes the row, not the form: it must find it as it is kept."""

    def changes(self) -> dict[str, Any]:
        """What the rule takes."""
        return {**self.cleaned_data}


class LdapForm(ProviderForm):
    """A directory."""

    class Meta:
        model = Provider
        fields = ["name", "address", "start_tls", "authority", "account", "base", "search", "groups", *COMMON]
        labels = {"account": _("Account that searches"), "authority": _("Certificate of its authority (PEM)")}
        help_texts = {
            "address": "ldaps://directory.example.org",
            "account": _("Such as cn=tournevis,ou=services,dc=example,dc=org. It only needs to read."),
            "base": _("Such as ou=people,dc=example,dc=org."),
            "search": _("Left empty: by user name or e-mail, as OpenLDAP and Active Directory keep them."),
            "groups": _("memberOf, where the directory has it; left empty, groups are searched for their members."),
        }
        widgets = {"authority": forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})}

    field_order = [
        "name",
        "address",
        "start_tls",
        "authority",
        "account",
        "secret",
        "base",
        "search",
        "groups",
        "lines",
    ]

    def clean_address(self) -> str:
        """An address of a directory."""
        return _begins(self.cleaned_data["address"], "ldaps://", "ldap://")

    def clean_base(self) -> str:
        """Somewhere to search."""
        if not self.cleaned_data["base"]:
            raise forms.ValidationError(_t("Say where in the directory people are searched."))
        return str(self.cleaned_data["base"])

    def clean_search(self) -> str:
        """A filter with a place for the name."""
        text = str(self.cleaned_data["search"])
        if text and "{name}" not in text:
            raise forms.ValidationError(
                _t("The filter needs {name} where the name goes, as in %(example)s") % {"example": SEARCH}
            )
        return text


class OidcForm(ProviderForm):
    """An identity provider that speaks OpenID Connect."""

    class Meta:
        model = Provider
        fields = ["name", "address", "account", "groups", *COMMON]
        labels = {"address": _("Issuer"), "account": _("Name of our client there")}
        help_texts = {
            "address": _("Such as https://login.example.org/realms/company; its description is read from there."),
            "groups": _("The claim that lists groups, such as groups; left empty, roles are kept here."),
        }

    field_order = ("name", "address", "account", "secret", "groups", "lines")

    def clean_address(self) -> str:
        """The address of an issuer."""
        return _begins(self.cleaned_data["address"].rstrip("/"), "https://", "http://localhost", "http://127.0.0.1")


FORMS: dict[str, type[ProviderForm]] = {Provider.Kind.LDAP: LdapForm, Provider.Kind.OIDC: OidcForm}


def _begins(text: str, *starts: str) -> str:
    if not text.startswith(starts):
        raise forms.ValidationError(
            _t("This begins with %(start)s.") % {"start": starts[-1] if starts[0] == "ldap://" else starts[0]}
        )
    return text


def _line(group: str, role: str, team: object) -> str:
    return " = ".join([group, role or "-", *([str(team)] if team else [])])
