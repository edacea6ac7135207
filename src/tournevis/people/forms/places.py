"""Sites and teams."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Organisation, Site, Team, User
from tournevis.people.queries import staff_of


class SiteForm(forms.Form):
    """A site."""

    name = forms.CharField(label=_("Name"), max_length=200)
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Site.objects.none(), required=False, empty_label=_("Nothing: it stands alone")
    )

    def __init__(self, *args: Any, organisation: Organisation, site: Site | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = organisation.sites.exclude(pk=site.pk) if site else organisation.sites.all()
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    """A team."""

    name = forms.CharField(label=_("Name"), max_length=120)
    members = forms.ModelMultipleChoiceField(
        label=_("Members"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Technicians whose queue shows the tickets of the team."),
    )

    def __init__(self, *args: Any, organisation: Organisation, team: Team | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = staff_of(organisation.pk)  # type: ignore[attr-defined]
