"""One record under an author's hands: its form, the record that it makes, and what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from tournevis.authoring import remarks
from tournevis.authoring.forms import FORMS, RecordForm
from tournevis.authoring.models import Draft, Kind
from tournevis.authoring.remarks import Shown
from tournevis.authoring.standing import Bench, record_in_force
from tournevis.authoring.writing import WRITERS, Written
from tournevis.authoring.writing.texts import Raw, slug
from tournevis.people.models import Organisation
from tournevis.troubleshooting import compile_model
from tournevis.troubleshooting.authoring import Record


@dataclass
class Editor:
    """A record being written.

    Attributes:
        key: its id; "" for a new one, which gets one when it is first saved.
        draft: as it was kept last; None where it is not a draft yet.
    """

    organisation: Organisation
    bench: Bench
    kind: Kind
    written: Written
    key: str
    draft: Draft | None
    initial: Raw

    def form(self, data: QueryDict | None = None) -> RecordForm:
        """The form, filled with the record or with what was typed."""
        names = self.bench.base.families.values()
        families = sorted(((one.family, one.names[self.written.tongue]) for one in names), key=lambda pair: pair[1])
        start = {
            **WRITERS[self.kind].initial(self.written, self.bench.index(self.written.tongue)),
            "seen": self.draft and self.draft.seen,
        }
        return FORMS[self.kind](
            data,
            initial={**start, **self.initial},
            families=[*families],
            index=self.bench.index(self.written.tongue),
            is_new=not self.key,
        )

    def record(self, form: RecordForm) -> Record:
        """The record that a form makes, whole or not."""
        typed = _typed(form)
        key = self.key or self._new_key(typed)
        index = self.bench.index(self.written.tongue)
        data = WRITERS[self.kind].record(typed, self.written, index, key)
        return Record(self.kind.value, data)  # type: ignore[arg-type]

    def _new_key(self, typed: Raw) -> str:
        words = slug(typed.get("name") or typed.get("ask") or "")
        wanted = f"own_{words}" if self.kind is Kind.FACTS else f"{typed.get('family') or 'unknown'}.own_{words}"
        taken = getattr(self.bench.base, self.kind.value)
        names = (wanted, *(f"{wanted}_{n}" for n in range(2, 100)))
        return next(one for one in names if one not in taken and f"{self.kind.value}:{one}" not in self.bench.drafts)

    def said(self, form: RecordForm, record: Record) -> dict[str, list[Shown]]:
        """The linter's remarks, by the field that they stand beside."""
        found = self.bench.with_one(record)
        shown = remarks.beside(form, found.of(record), self.written)
        if self.kind is Kind.FAULTS and record.id in found.base.faults:
            like = remarks.likeness(compile_model(found.base), record.id, self.written.tongue)
            if like:
                shown.setdefault("signs_0", []).append(like)
        return shown


def _typed(form: RecordForm) -> dict[str, Any]:
    """What is typed, where it is right; of a field that is wrong or empty, what it begins with."""
    form.is_valid()
    blank: Raw = {"signs": [], "cures": [], "guards": []}
    start = {name: field.initial for name, field in form.fields.items()}
    for name, field in form.fields.items():
        offered = getattr(field, "choices", None)
        start[name] = start[name] if start[name] is not None else (next(iter(offered))[0] if offered else "")
    return {**blank, **start, **{k: v for k, v in form.initial.items() if k in form.fields}, **form.cleaned_data}


def opened(
    organisation: Organisation, bench: Bench, kind: Kind, key: str, tongue: str, initial: Raw | None = None
) -> Editor | None:
    """The editor of a record: of its draft, else of what is in force; of a new one where `key` is "".

    None where there is no such record.
    """
    draft = bench.drafts.get(f"{kind.value}:{key}")
    before: Raw | None = draft.content if draft else {}
    if key and draft is None:
        before = record_in_force(organisation, kind.value, key)
        if before is None:
            return None
    return Editor(organisation, bench, kind, Written(tongue, before or {}), key, draft, initial or {})
