"""The accounts of an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Organisation, Role, User

from .person import PersonField

if TYPE_CHECKING:
    UserModelForm = forms.ModelForm[User]
else:
    UserModelForm = forms.ModelForm


class UserForm(UserModelForm):
    """An account, as its administrator sees it. Uniqueness is for the rule to check."""

    class Meta:
        model = User
        fields = [
            "first_name",
            "last_name",
            "email",
            "username",
            "role",
            "language",
            "level",
            "phone",
            "job_title",
            "site",
            "reach",
        ]
        help_texts = {
            "username": _("Left empty, it is the e-mail."),
            "reach": _("For a technician of one site and all that lies in it: he sees and does nothing beyond."),
        }
        labels = {"email": _("E-mail"), "first_name": _("First name"), "last_name": _("Last name")}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].required = False
        self.fields["email"].required = self.instance.pk is None or bool(self.instance.email)
        self.fields["first_name"].required = self.fields["last_name"].required = True
        for name, empty in {"site": _("No site"), "reach": _("The whole organisation")}.items():
            self.fields[name].queryset = organisation.sites.all()  # type: ignore[attr-defined]
            self.fields[name].empty_label = empty  # type: ignore[attr-defined]

    def validate_unique(self) -> None:
        """Left to the rule, which sees all organisations."""

    def validate_constraints(self) -> None:
        """Left to the rule."""

    def _post_clean(self) -> None:
        """The rule writes the row, not the form: it must find it as it is kept."""


class PeopleFilter(forms.Form):
    """Which people a list shows."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices])
    state = forms.ChoiceField(
        label=_("Accounts"),
        required=False,
        choices=[("", _("Open accounts")), ("closed", _("Closed accounts")), ("all", _("All accounts"))],
    )
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("By name")), ("newest", _("Newest first"))]
    )


class PersonForm(forms.Form):
    """One person to look at."""

    person = PersonField(label=_("Name or e-mail"))

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].people = people  # type: ignore[attr-defined]
