"""The settings, a page for each matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Installation

if TYPE_CHECKING:
    SettingsForm = forms.ModelForm[Installation]
else:
    SettingsForm = forms.ModelForm

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = [
    ("image/png", _("Images: PNG")),
    ("image/jpeg", _("Images: JPEG")),
    ("image/gif", _("Images: GIF")),
    ("image/webp", _("Images: WebP")),
    ("image/heic", _("Images: HEIC (iPhone)")),
    ("application/pdf", _("PDF")),
    ("text/plain", _("Text: notes, logs, web pages as text")),
    ("message/rfc822", _("Mails")),
    (f"{OFFICE}.wordprocessingml.document", _("Word documents")),
    (f"{OFFICE}.spreadsheetml.sheet", _("Excel workbooks")),
    (f"{OFFICE}.presentationml.presentation", _("PowerPoint presentations")),
    ("application/vnd.oasis.opendocument.text", _("OpenDocument texts")),
    ("application/vnd.oasis.opendocument.spreadsheet", _("OpenDocument sheets")),
    ("application/zip", _("Archives: ZIP")),
    ("application/gzip", _("Archives: GZIP")),
    ("video/mp4", _("Videos: MP4")),
    ("video/quicktime", _("Videos: QuickTime (iPhone)")),
]


class GeneralForm(SettingsForm):
    """The service, and how it is reached."""

    class Meta:
        model = Installation
        fields = ["service_name", "contact_phone", "contact_mail", "address", "close_after_days"]
        help_texts = {"close_after_days": _("0: never. A user who answers opens it again in either case.")}


class MailForm(SettingsForm):
    """The mail server. The password is never shown again; an empty field keeps it."""

    smtp_password = forms.CharField(
        label=_("Password on the mail server"),
        required=False,
        max_length=254,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Left empty, the one that is kept stays."),
    )
    forget = forms.BooleanField(label=_("Forget the kept password"), required=False)

    class Meta:
        model = Installation
        fields = ["mail_sender", "smtp_host", "smtp_port", "smtp_security", "smtp_user"]
        help_texts = {
            "mail_sender": _("The address that users see, such as support@example.org."),
            "smtp_host": _("Such as smtp.example.org. Left empty, mails wait until it is set."),
        }

    field_order = ("mail_sender", "smtp_host", "smtp_port", "smtp_security", "smtp_user", "smtp_password", "forget")

    def changes(self) -> dict[str, Any]:
        """What to change."""
        changes = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        if self.cleaned_data["forget"]:
            changes["smtp_password"] = ""
        elif self.cleaned_data["smtp_password"]:
            changes["smtp_password"] = self.cleaned_data["smtp_password"]
        return changes


class AttachmentsForm(SettingsForm):
    """What may be attached."""

    attachment_types = forms.MultipleChoiceField(
        label=_("Types that may be attached"),
        choices=TYPES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A file's type is told by its content, not by its name."),
    )

    class Meta:
        model = Installation
        fields = ["attachment_max_mb", "attachment_max_count", "attachment_types"]


@dataclass(frozen=True)
class Section:
    """A page of the settings."""

    key: str
    title: str | Promise
    lead: str | Promise
    form: type[SettingsForm]


SECTIONS = {
    section.key: section
    for section in (
        Section("general", _("Service"), _("What users read about the support desk."), GeneralForm),
        Section("mail", _("Mail"), _("How notices leave this site."), MailForm),
        Section("attachments", _("Attachments"), _("What may be added to a message."), AttachmentsForm),
    )
}
