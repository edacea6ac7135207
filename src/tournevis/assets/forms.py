"""Forms of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tournevis.assets.models import Asset
from tournevis.people.forms import PersonField
from tournevis.people.models import Organisation, Site, User

if TYPE_CHECKING:
    AssetModelForm = forms.ModelForm[Asset]
else:
    AssetModelForm = forms.ModelForm

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AssetForm(AssetModelForm):
    """A machine. What is taken by another is for the rule to say."""

    class Meta:
        model = Asset
        fields = [
            "name",
            "kind",
            "maker",
            "model",
            "serial",
            "os",
            "address",
            "site",
            "status",
            "bought_on",
            "warranty_until",
            "notes",
        ]
        widgets = {"bought_on": DATE, "warranty_until": DATE}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = organisation.sites.all()  # type: ignore[attr-defined]
        self.fields["site"].empty_label = _("No site")  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The rule writes the row, not the form: it must find it as it is kept."""


class HandOverForm(forms.Form):
    """Whom or where a machine goes to."""

    holder = PersonField(label=_("To somebody"), required=False, help_text=_("Type a name or an e-mail."))
    site = forms.ModelChoiceField(
        label=_("or to a site"), queryset=Site.objects.none(), required=False, empty_label=_("Nobody: take it back")
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: PersonField = self.fields["holder"]  # type: ignore[assignment]
        people.people = organisation.users.filter(is_active=True)
        self.fields["site"].queryset = organisation.sites.all()  # type: ignore[attr-defined]

    def to(self) -> User | Site | None:
        """The person, else the site, else nobody."""
        chosen: User | Site | None = self.cleaned_data["holder"] or self.cleaned_data["site"]
        return chosen


class AssetFilter(forms.Form):
    """Which machines a list shows."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *Asset.Kind.choices])
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("All but retired and lost")), ("all", _("All")), *Asset.Status.choices],
    )
    site = forms.ModelChoiceField(
        label=_("Site"), queryset=Site.objects.none(), required=False, empty_label=_("All sites")
    )
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("By name")), ("newest", _("Newest first"))]
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = organisation.sites.all()  # type: ignore[attr-defined]
