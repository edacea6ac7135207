"""The rules for signing in, as an administrator sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Installation
from tournevis.signon.models import Policy

if TYPE_CHECKING:
    InstallationForm = forms.ModelForm[Installation]
    RulesForm = forms.ModelForm[Policy]
else:
    InstallationForm = RulesForm = forms.ModelForm


class LockoutForm(InstallationForm):
    """How many wrong passwords, and how long a pause."""

    class Meta:
        model = Installation
        fields = ["lockout_failures", "lockout_minutes"]
        help_texts = {"lockout_failures": _("For one name from one address.")}


class PolicyForm(RulesForm):
    """What is asked of passwords and of people."""

    class Meta:
        model = Policy
        fields = ["second_factor", "breach_lookup"]
        widgets = {"second_factor": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lockout = LockoutForm(self.data if self.is_bound else None, instance=Installation.current())

    def is_valid(self) -> bool:
        """Whether both halves hold."""
        return bool(super().is_valid() & self.lockout.is_valid())
