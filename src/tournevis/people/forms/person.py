"""Choosing a person by typing."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tournevis.people.models import User
from tournevis.people.queries import named


class PersonInput(forms.TextInput):
    """A field that proposes people as one types; without JavaScript, an e-mail or a full name typed out does."""

    template_name = "people/person_input.html"

    def __init__(self, route: str = "people:pick") -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.route = route

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["list_id"] = f"{context['widget']['attrs'].get('id', name)}_people"
        context["pick_url"] = reverse(self.route)
        return context


class PersonField(forms.CharField):
    """Somebody of `people` (set by the form), by e-mail, user name, full name, or as `spelt` writes him."""

    widget = PersonInput
    default_error_messages = {"nobody": gettext_lazy("Nobody here is named like this.")}

    def __init__(self, *, people: QuerySet[User] | None = None, **kwargs: Any) -> None:
        super().__init__(max_length=300, **kwargs)
        self.people = people

    def prepare_value(self, value: Any) -> Any:
        """What the field shows for a person."""
        if isinstance(value, int) and self.people is not None:
            value = self.people.filter(pk=value).first()
        return spelt(value) if isinstance(value, User) else value

    def clean(self, value: Any) -> Any:
        """The person.

        Raises:
            ValidationError: nobody, or several people, are named so.
        """
        text = super().clean(value)
        if not text:
            return None
        assert self.people is not None, "the form sets the people to choose from"
        inside = re.search(r"\(([^()]+)\)\s*$", text)
        key = inside.group(1).strip() if inside else text.strip()
        found = list(self.people.filter(Q(email__iexact=key) | Q(username__iexact=key))[:2])
        found = found or list(named(self.people, text)[:2])
        if not found:
            raise ValidationError(self.error_messages["nobody"], code="nobody")
        if len(found) > 1:
            raise ValidationError(_("Several people are named like this: choose one of the list."), code="several")
        return found[0]


def spelt(person: User) -> str:
    """A person as the field writes him: name, and what tells him from others of that name."""
    return f"{person} ({person.email or person.username})"
