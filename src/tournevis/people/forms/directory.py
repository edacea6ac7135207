"""Where people are fetched from a directory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tournevis.people.rules.from_ldap import Source


class DirectoryForm(forms.Form):
    """A directory (LDAP) to read once; its password is kept nowhere."""

    address = forms.CharField(
        label=_("Address of the directory"),
        max_length=253,
        help_text=_("Such as ldaps://directory.example.org, or ldap://10.0.0.5:389."),
    )
    start_tls = forms.BooleanField(
        label=_("Make the connection private first (STARTTLS)"), required=False, help_text=_("Not needed with ldaps://")
    )
    base = forms.CharField(
        label=_("Where people are"), max_length=300, help_text=_("Such as ou=people,dc=example,dc=org.")
    )
    search = forms.CharField(label=_("Who of them"), max_length=500, initial=Source.search)
    account = forms.CharField(label=_("Account that searches"), max_length=300, required=False)
    password = forms.CharField(
        label=_("Its password"),
        max_length=254,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Used once, and kept nowhere."),
    )

    def source(self) -> Source:
        """The directory."""
        told: dict[str, Any] = self.cleaned_data
        return Source(**told)
