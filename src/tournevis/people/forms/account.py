"""What somebody does with his own account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import User

if TYPE_CHECKING:
    UserModelForm = forms.ModelForm[User]
else:
    UserModelForm = forms.ModelForm


class ResetForm(forms.Form):
    """By what somebody is known who forgot his password."""

    name = forms.CharField(
        label=_("E-mail or user name"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}),
    )


class ProfileForm(UserModelForm):
    """What everybody may say of himself."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "language", "level", "phone", "job_title", "site"]
        widgets = {"level": forms.RadioSelect, "language": forms.RadioSelect}
        help_texts = {"level": _("Questions and explanations are worded for you.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = self.instance.organisation.sites.all()  # type: ignore[attr-defined]
        self.fields["site"].empty_label = _("No site")  # type: ignore[attr-defined]
