"""Codes and passkeys."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

CODE = {"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "characters", "spellcheck": "false"}


class SecondForm(forms.Form):
    """A code of the app, or one of recovery."""

    code = forms.CharField(
        label=_("Code"),
        max_length=64,
        widget=forms.TextInput(attrs=CODE),
        help_text=_("The six digits that your app shows, or a recovery code."),
    )


class AppForm(forms.Form):
    """The first code that an app shows."""

    code = forms.CharField(
        label=_("Code that the app shows now"),
        max_length=12,
        widget=forms.TextInput(attrs={**CODE, "inputmode": "numeric"}),
    )
