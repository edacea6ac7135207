"""A table to bring in: first as a file, then as the text that was previewed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tournevis.people import tables


class TableForm(forms.Form):
    """A CSV file, or its text when the preview is confirmed: what is carried out is what was seen."""

    file = forms.FileField(
        label=_("CSV file"),
        required=False,
        help_text=_("With headings in the first line; separated by semicolons, commas or tabs."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("text")

    def clean(self) -> dict[str, Any]:
        """The text of the table, in `text`."""
        cleaned: dict[str, Any] = super().clean() or {}
        if file := cleaned.get("file"):
            try:
                cleaned["text"] = tables.decode(file.read(tables.MAX_BYTES + 1))
            except tables.BadTable as error:
                raise ValidationError({"file": str(error)}) from error
        return cleaned
