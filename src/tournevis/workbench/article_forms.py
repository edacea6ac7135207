"""Forms of articles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tournevis.knowledge.models import Article, Kind, Sharing, State
from tournevis.knowledge.queries import base_of, edition_now
from tournevis.people.models import Language, Organisation, Power, Team, User, roles_with

MARKDOWN = _("Markdown: **bold**, # heading, - list, [words](https://…), ![what it shows](name-of-picture.png)")


def _long(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": 50_000})
    return forms.CharField(label=label, required=False, max_length=50_000, widget=widget, help_text=help_text)


class Texts(forms.Form):
    """What an article says in one language."""

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("As somebody would look for it."))
    symptoms = _long(_("What is seen"), 2)
    cause = _long(_("Cause"), 2)
    workaround = _long(_("Until it is mended"), 2)
    solution = _long(_("Solution"), 3)
    body = _long(_("Text"), 10, MARKDOWN)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != Kind.KNOWN_ERROR:
            for name in ("symptoms", "cause", "workaround", "solution"):
                del self.fields[name]


class New(forms.Form):
    """Which article is begun."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("As somebody would look for it."))


class Settle(forms.ModelForm):  # type: ignore[type-arg]
    """For whom it is, from when, whose it is, when it is looked at again."""

    faults = forms.MultipleChoiceField(label=_("Faults it speaks of"), required=False)

    class Meta:
        model = Article
        fields = [
            *("state", "publish_at", "team", "limited", "kind", "versions", "owner", "review_on"),
            *("sharing", "shared_with"),
        ]
        widgets = {
            "publish_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            "review_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {"publish_at": _("Empty: now. Until then it stays a draft.")}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home = by.organisation
        self._choose("team", Team.objects.filter(organisation=home))
        writers = User.objects.filter(organisation=home, is_active=True, role__in=roles_with(Power.WRITE_KNOWLEDGE))
        self._choose("owner", writers)
        if home.serves_others and by.can(Power.PUBLISH):
            self._choose("shared_with", Organisation.objects.exclude(pk=home.pk).order_by("name"))
        else:
            del self.fields["sharing"], self.fields["shared_with"]
        if not by.can(Power.PUBLISH):
            states = [
                choice for choice in State.choices if choice[0] != State.PUBLIC or self.initial["state"] == choice[0]
            ]
            self.fields["state"].choices = states  # type: ignore[attr-defined]
        base = base_of(edition_now(home))
        named = sorted((getattr(fault.names, by.language), fault.id) for fault in base.faults.values())
        self.fields["faults"].choices = [(key, name) for name, key in named]  # type: ignore[attr-defined]
        self.initial["faults"] = [row.fault for row in self.instance.faults.all()]

    def _choose(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def _post_clean(self) -> None:
        """The rule changes the article, not the form."""

    def changes(self) -> dict[str, Any]:
        """What the rule is to change, by field."""
        kept = {name: value for name, value in self.cleaned_data.items() if name not in {"faults", "shared_with"}}
        return {**kept, "sharing": kept.get("sharing") or self.instance.sharing or Sharing.OWN}
