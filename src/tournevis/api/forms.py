"""Forms of the room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tournevis.api.events import EVENTS
from tournevis.api.rules import LIVES
from tournevis.api.scopes import AREAS, levels_for
from tournevis.people.models import User

LIFE_WORDS = {30: _("One month"), 90: _("Three months"), 365: _("One year")}


class TokenForm(forms.Form):
    """A key for programs: its name, how long it works, how far it reaches in each area."""

    name = forms.CharField(
        label=_("What it is for"), max_length=80, help_text=_("Such as “nightly inventory” or “chat bot”.")
    )
    days = forms.TypedChoiceField(
        label=_("Works for"), coerce=int, initial=90, choices=[(days, LIFE_WORDS[days]) for days in LIVES]
    )

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for area in AREAS.values():
            levels = levels_for(owner, area)
            if levels:
                choices = [("", _("Nothing")), *((f"{area.key}:{level.key}", level.words) for level in levels)]
                self.fields[f"scope_{area.key}"] = forms.ChoiceField(
                    label=str(area.name), required=False, choices=choices
                )

    @property
    def areas(self) -> Iterator[Any]:
        """The fields of the areas, as a page draws them."""
        return (self[name] for name in self.fields if name.startswith("scope_"))

    @property
    def scopes(self) -> list[str]:
        """The scopes that were chosen."""
        return [value for name, value in self.cleaned_data.items() if name.startswith("scope_") and value]


class WebhookForm(forms.Form):
    """Where events go, and which."""

    url = forms.CharField(
        label=_("Address"),
        max_length=250,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("Events are sent there by TLS. A host of the inner network must be allowed on the server first."),
    )
    events = forms.MultipleChoiceField(
        label=_("Events"), choices=list(EVENTS.items()), widget=forms.CheckboxSelectMultiple
    )
    is_active = forms.BooleanField(label=_("Send events there"), required=False, initial=True)
