"""Organisations, and those who work for them from another one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Organisation, Role, Site, Team


class OrganisationForm(forms.Form):
    """A new organisation."""

    name = forms.CharField(label=_("Name"), max_length=200)


class MemberForm(forms.Form):
    """What somebody of another organisation may do here, and for what part of it."""

    email = forms.CharField(
        label=_("E-mail or user name"),
        max_length=254,
        help_text=_("Of somebody of the organisation that runs this installation, written in full."),
    )
    role = forms.ChoiceField(label=_("Role here"), choices=Role.choices, initial=Role.TECHNICIAN)
    site = forms.ModelChoiceField(
        label=_("Only at the site"),
        queryset=Site.objects.none(),
        required=False,
        empty_label=_("The whole organisation"),
        help_text=_("With all that lies in it."),
    )
    team = forms.ModelChoiceField(
        label=_("Only for the team"),
        queryset=Team.objects.none(),
        required=False,
        empty_label=_("All teams"),
        help_text=_("He then sees only the cases of this team."),
    )

    def __init__(self, *args: Any, organisation: Organisation, known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = organisation.sites.all()  # type: ignore[attr-defined]
        self.fields["team"].queryset = organisation.teams.all()  # type: ignore[attr-defined]
        if known:
            del self.fields["email"]
