"""Forms of the workbench."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tournevis.assets.models import Asset
from tournevis.assets.queries import usable_by
from tournevis.desk.models import Channel, Impact
from tournevis.people.models import Team, User

CALLS = [Channel.PHONE, Channel.WALK_IN, Channel.MAIL, Channel.TERMINAL]


class MachineField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses a machine by its name, its kind and what it is."""

    def label_from_instance(self, obj: Asset) -> str:
        """How a machine is named in the list."""
        what = " ".join(part for part in (obj.maker, obj.model) if part)
        return " · ".join(part for part in (obj.name, obj.get_kind_display(), what) if part)


class NewCase(forms.Form):
    """A case opened for somebody who calls."""

    complaint = forms.CharField(
        label=_("What is wrong, in the caller's words"),
        help_text=_("As it is said: the words are what the diagnosis begins with."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": "complaint", "autofocus": True}),
    )
    asset = MachineField(
        label=_("On which machine"), queryset=Asset.objects.none(), required=False, empty_label=_("Not known yet")
    )
    channel = forms.ChoiceField(label=_("How it came"), choices=[(c.value, c.label) for c in CALLS])
    impact = forms.ChoiceField(label=_("People affected"), choices=Impact.choices)
    blocked = forms.BooleanField(label=_("Work is stopped"), required=False)
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("None in particular")
    )

    def __init__(self, *args: Any, caller: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        machines, teams = self.fields["asset"], self.fields["team"]
        assert isinstance(machines, forms.ModelChoiceField)
        assert isinstance(teams, forms.ModelChoiceField)
        machines.queryset = usable_by(caller).order_by("name")
        teams.queryset = caller.organisation.teams.all()
