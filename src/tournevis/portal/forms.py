"""What a user is asked when he asks for help."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tournevis.assets.models import Asset
from tournevis.assets.queries import usable_by
from tournevis.desk.models import Impact
from tournevis.people.models import User

SHOWN_MACHINES = 12


class Ask(forms.Form):
    """His words, his machine, how far it reaches."""

    complaint = forms.CharField(
        label=_("What is wrong?"),
        max_length=20_000,
        error_messages={"required": _("Tell us in a few words what does not work.")},
        widget=forms.Textarea(
            attrs={
                "rows": 4,
                "data-keep": "complaint",
                "placeholder": _("For example: nothing has come out of the printer since this morning"),
            }
        ),
    )
    asset = forms.ModelChoiceField(queryset=Asset.objects.none(), required=False)
    blocked = forms.BooleanField(label=_("I cannot work any more"), required=False)
    others = forms.BooleanField(label=_("Others have the same trouble"), required=False)

    def __init__(self, *args: Any, asker: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        machines = self.fields["asset"]
        assert isinstance(machines, forms.ModelChoiceField)
        machines.queryset = usable_by(asker)
        self.machines: list[Asset] = list(usable_by(asker).order_by("kind", "name")[:SHOWN_MACHINES])

    @property
    def impact(self) -> Impact:
        """Whom it touches, as he says."""
        return Impact.SOME if self.cleaned_data["others"] else Impact.ME

    @property
    def chosen(self) -> str:
        """Key of the machine that is ticked; empty while none is."""
        return str(self.data.get("asset", "")) if self.is_bound else ""


def uploads(files: list[Any]) -> list[Any]:
    """The files that were really chosen: a browser sends an empty one where none was."""
    return [file for file in files if file.name]
