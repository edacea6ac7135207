"""Forms in which a cause, an action or a question is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tournevis.authoring import words
from tournevis.authoring.models import Kind
from tournevis.authoring.picking import Index
from tournevis.people.folding import fold

ROWS_SHOWN, ROWS_SPARE = 3, 3  # empty rows: shown at once, and folded away
MOST_ROWS = 40
Rows = Sequence[tuple[str, str]]


def area(rows: int) -> forms.Textarea:
    """A box for several lines."""
    return forms.Textarea(attrs={"rows": rows})


def text(label: Any, *, needed: bool = False, help_text: Any = "", most: int = 200) -> forms.CharField:
    """A line."""
    return forms.CharField(label=label, required=needed, help_text=help_text, max_length=most)


def many(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    """Several lines."""
    return forms.CharField(label=label, required=False, help_text=help_text, max_length=8000, widget=area(rows))


class RecordForm(forms.Form):
    """What the three forms share: the record's name, its rows of picks, and where each field stands on the page."""

    kind: ClassVar[Kind]
    main: ClassVar[Sequence[str]]
    more: ClassVar[Sequence[str]]
    translations: ClassVar[Sequence[str]]
    rows: ClassVar[dict[str, str]] = {}  # prefix of the rows -> what is picked in them

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, initial: dict[str, Any], families: words.Choices, index: Index, is_new: bool
    ) -> None:
        super().__init__(data, initial=initial)
        self.index, self.is_new = index, is_new
        if "family" in self.fields:
            self.fields["family"].choices = families  # type: ignore[attr-defined]
            self.fields["family"].disabled = not is_new
        for prefix, what in self.rows.items():
            self._add_rows(prefix, what, initial.get(prefix) or [])
        first = self.fields[self.main[0] if "family" not in self.fields else self.main[1]]
        first.widget.attrs["autofocus"] = True

    def _add_rows(self, prefix: str, what: str, filled: Rows) -> None:
        count = max(len(filled) + ROWS_SPARE, ROWS_SHOWN + ROWS_SPARE)
        for place in range(min(count, MOST_ROWS)):
            said = filled[place] if place < len(filled) else ("", "")
            attrs = {"list": f"offered-{prefix}-{place}", "data-offer": what, "autocomplete": "off"}
            picked = forms.CharField(required=False, max_length=300, initial=said[0], widget=forms.TextInput(attrs))
            picked.label = _("%(what)s %(n)d") % {"what": self.row_names[prefix][0], "n": place + 1}
            self.fields[f"{prefix}_{place}"] = picked
            self.fields[f"{prefix}_word_{place}"] = self._word(prefix, place, said[1])

    def _word(self, prefix: str, place: int, word: str) -> forms.Field:
        label = _("%(what)s %(n)d") % {"what": self.row_names[prefix][1], "n": place + 1}
        return forms.ChoiceField(
            required=False,
            label=label,
            choices=words.choices(words.LIKELIHOODS),
            initial=word or self.usual_word[prefix],
        )

    row_names: ClassVar[dict[str, tuple[Any, Any]]] = {}
    usual_word: ClassVar[dict[str, str]] = {}

    def row_list(self, prefix: str) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of a prefix, as they are drawn."""
        names = [name for name in self.fields if name.startswith(f"{prefix}_") and f"{prefix}_word_" not in name]
        return [(self[name], self[f"{prefix}_word_{name.rpartition('_')[2]}"]) for name in names]

    def clean(self) -> dict[str, Any]:
        """Gather the rows under their prefix."""
        cleaned: dict[str, Any] = super().clean() or {}
        for prefix in self.rows:
            pairs = [(a.name, b.name) for a, b in self.row_list(prefix)]
            cleaned[prefix] = [(cleaned.get(a, ""), cleaned.get(b, "")) for a, b in pairs]
            for name, _word in pairs:
                self._check(prefix, name, cleaned.get(name, ""))
        return cleaned

    def _check(self, prefix: str, name: str, said: str) -> None:
        if said.strip() and self.rows[prefix] in ("signs", "answers") and self.index.sign(said) is None:
            self.add_error(name, _("Choose one of those that are offered while you type."))


class CauseForm(RecordForm):
    """A cause."""

    kind = Kind.FAULTS
    main = ("family", "name", "complaints", "plain", "often")
    more = ("technical", "prevent", "caution", "level", "data_loss", "security", "downtime")
    translations = ("name_other", "complaints_other", "plain_other")
    rows: ClassVar[dict[str, str]] = {"signs": "signs", "cures": "remedies"}
    row_names: ClassVar[dict[str, tuple[Any, Any]]] = {
        "signs": (gettext_lazy("Sign"), gettext_lazy("How often, sign")),
        "cures": (gettext_lazy("Action"), gettext_lazy("How often it helps, action")),
    }
    usual_word: ClassVar[dict[str, str]] = {"signs": "usual", "cures": "often"}

    family = forms.ChoiceField(label=gettext_lazy("Family"))
    name = text(gettext_lazy("Name of the cause"), needed=True)
    complaints = many(
        gettext_lazy("What people say when it happens"),
        gettext_lazy("One a line, as they write it: short, long, misspelt. Four make it easy to find."),
    )
    plain = many(gettext_lazy("Explained to the user"), gettext_lazy("Short sentences, everyday words."), 2)
    often = forms.ChoiceField(label=gettext_lazy("How frequent it is"), choices=words.shares())
    technical = many(gettext_lazy("Explained to a technician"), rows=2)
    prevent = many(gettext_lazy("So that it does not come back"), rows=2)
    caution = many(gettext_lazy("Beware"), rows=2)
    level = forms.ChoiceField(label=gettext_lazy("Who can mend it"), choices=words.choices(words.LEVELS))
    data_loss = forms.ChoiceField(label=gettext_lazy("Risk of losing data"), choices=words.choices(words.RISK))
    security = forms.ChoiceField(label=gettext_lazy("Risk for security"), choices=words.choices(words.RISK))
    downtime = forms.ChoiceField(label=gettext_lazy("Risk that work stops"), choices=words.choices(words.RISK))
    name_other = text(gettext_lazy("Name of the cause"))
    complaints_other = many(gettext_lazy("What people say when it happens"))
    plain_other = many(gettext_lazy("Explained to the user"), rows=2)


class RemedyForm(RecordForm):
    """An action."""

    kind = Kind.REMEDIES
    main = ("family", "name", "steps", "check", "by", "minutes", "data_loss", "undo")
    more = ("system", "kind_of", "money", "patience", "done_right", "security", "downtime", "consent", "irreversible")
    translations = ("name_other", "steps_other", "check_other")
    rows: ClassVar[dict[str, str]] = {"guards": "answers"}
    row_names: ClassVar[dict[str, tuple[Any, Any]]] = {
        "guards": (gettext_lazy("Only if"), gettext_lazy("What to say if not"))
    }

    family = forms.ChoiceField(label=gettext_lazy("Family"))
    name = text(gettext_lazy("Name of the action"), needed=True)
    steps = many(gettext_lazy("Steps"), gettext_lazy("One a line, in the order in which they are done."), 4)
    check = text(gettext_lazy("Then check"), help_text=gettext_lazy("What proves that it worked."), most=500)
    by = forms.ChoiceField(label=gettext_lazy("Who does it"), choices=words.choices(words.LEVELS))
    minutes = forms.ChoiceField(label=gettext_lazy("Time it takes"))
    data_loss = forms.ChoiceField(label=gettext_lazy("Risk of losing data"), choices=words.choices(words.RISK))
    undo = text(gettext_lazy("To undo it"), most=500)
    system = forms.ChoiceField(label=gettext_lazy("System"), choices=words.choices(words.SYSTEMS))
    kind_of = forms.ChoiceField(label=gettext_lazy("What it does"), choices=words.choices(words.KINDS))
    money = forms.ChoiceField(label=gettext_lazy("What it costs"), choices=words.choices(words.MONEY))
    patience = forms.ChoiceField(
        label=gettext_lazy("Patience that the user needs"), choices=words.choices(words.PATIENCE)
    )
    done_right = forms.ChoiceField(
        label=gettext_lazy("How often it is done right"), choices=words.choices(words.LIKELIHOODS)
    )
    security = forms.ChoiceField(label=gettext_lazy("Risk for security"), choices=words.choices(words.RISK))
    downtime = forms.ChoiceField(label=gettext_lazy("Risk that work stops"), choices=words.choices(words.RISK))
    consent = text(gettext_lazy("What the user must agree to"), most=500)
    irreversible = text(gettext_lazy("If it cannot be undone: what is lost"), most=500)
    name_other = text(gettext_lazy("Name of the action"))
    steps_other = many(gettext_lazy("Steps"))
    check_other = text(gettext_lazy("Then check"), most=500)

    def __init__(self, data: Any = None, **known: Any) -> None:
        super().__init__(data, **known)
        before = float(known["initial"].get("minutes") or 0)
        self.fields["minutes"].choices = words.minutes(before)  # type: ignore[attr-defined]

    def _word(self, prefix: str, place: int, word: str) -> forms.Field:
        return forms.CharField(required=False, max_length=500, initial=word, label=self.row_names[prefix][1])


class QuestionForm(RecordForm):
    """A question, or what a probe reads."""

    kind = Kind.FACTS
    main = ("ask", "answers", "usual", "how", "who", "minutes")
    more = ("name", "patience", "probe", "when")
    translations = ("ask_other", "answers_other", "name_other")

    ask = text(gettext_lazy("The question"), most=500)
    answers = many(gettext_lazy("Answers"), gettext_lazy("One a line, the usual one first; two at least."), 4)
    usual = forms.BooleanField(
        label=gettext_lazy("The first answer is the usual one when nothing bears on it"), required=False
    )
    how = text(gettext_lazy("How to find it out"), most=500)
    who = forms.ChoiceField(
        label=gettext_lazy("Who answers"),
        choices=[("user", gettext_lazy("the user")), ("technician", gettext_lazy("the technician"))],
    )
    minutes = forms.ChoiceField(label=gettext_lazy("Time it takes"))
    name = text(gettext_lazy("Short name"), help_text=gettext_lazy("Where none is given, the question itself."))
    patience = forms.ChoiceField(
        label=gettext_lazy("Patience that the user needs"), choices=words.choices(words.PATIENCE)
    )
    probe = forms.CharField(
        label=gettext_lazy("Read by a probe"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Where a machine can tell it, nobody is asked."),
        widget=forms.TextInput(attrs={"list": "offered-probe", "data-offer": "readings", "autocomplete": "off"}),
    )
    when = many(
        gettext_lazy("Which reading means which answer"),
        gettext_lazy("One a line, in the order of the answers: “below 3”, “above 90”, “is ready”, “yes”, “else”."),
    )
    ask_other = text(gettext_lazy("The question"), most=500)
    answers_other = many(gettext_lazy("Answers"))
    name_other = text(gettext_lazy("Short name"))

    def __init__(self, data: Any = None, **known: Any) -> None:
        super().__init__(data, **known)
        self.fields["minutes"].choices = words.minutes(  # type: ignore[attr-defined]
            float(known["initial"].get("minutes") or 0)
        )

    def clean_probe(self) -> str:
        """A reading that there is."""
        said = str(self.cleaned_data["probe"]).strip()
        if said and fold(said) not in {fold(one) for one in self.index.offered("readings", said)}:
            raise forms.ValidationError(_("No probe reads this: choose one of those that are offered."))
        return said


FORMS: dict[str, type[RecordForm]] = {
    Kind.FAULTS: CauseForm,
    Kind.REMEDIES: RemedyForm,
    Kind.FACTS: QuestionForm,
}
