"""Forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tournevis.operations.retention import KINDS, Planned
from tournevis.operations.retention.running import LONGEST
from tournevis.people.models import User


class ExportForm(forms.Form):
    """An administrator hands out what is held on somebody."""

    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("Such as his letter and its date."))
    whole = forms.BooleanField(
        label=_("With the notes between technicians"),
        required=False,
        help_text=_("Look them through before you hand them on."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the other form: no two fields have the same id.
        kwargs["auto_id"] = "id_export_%s"
        super().__init__(*args, **kwargs)


class EraseForm(forms.Form):
    """An administrator makes somebody anonymous, for good."""

    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("Such as his letter and its date."))
    words = forms.BooleanField(
        label=_("What he wrote goes too, and every file of his requests"),
        required=False,
        help_text=_("Otherwise his name, addresses and files go, and his words stay without them."),
    )
    name = forms.CharField(label=_("His user name, to be sure"), max_length=254)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_name(self) -> str:
        """The name typed again.

        Raises:
            ValidationError: it is not his.
        """
        name: str = self.cleaned_data["name"]
        if name.strip().lower() != self.person.username.lower():
            raise forms.ValidationError(_("This is not his user name: %(name)s") % {"name": self.person.username})
        return name


class RetentionForm(forms.Form):
    """How many days each kind is kept."""

    def __init__(self, *args: Any, planned: list[Planned], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in planned:
            self.fields[one.kind.key] = forms.IntegerField(
                label=str(one.kind.name), help_text=str(one.kind.what), min_value=0, max_value=LONGEST, initial=one.days
            )

    def days(self) -> dict[str, int]:
        """The days of each kind."""
        return {key: self.cleaned_data[key] for key in KINDS}
