"""What the page of an editor shows: its fields in groups, each with the remarks beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tournevis.authoring import words
from tournevis.authoring.editor import Editor
from tournevis.authoring.forms import ROWS_SHOWN, RecordForm
from tournevis.authoring.models import Kind
from tournevis.authoring.remarks import Shown
from tournevis.authoring.writing import WRITERS
from tournevis.troubleshooting.authoring import Record

Said = Mapping[str, list[Shown]]
Row = tuple[BoundField, BoundField, list[Shown]]
TONES = {"draft": "quiet", "reviewed": "info", "active": "ok"}


@dataclass(frozen=True)
class Group:
    """Rows of picks: those shown at once and those folded away."""

    legend: str
    hint: str
    first: list[Row]
    rest: list[Row]


def shown(editor: Editor, form: RecordForm, record: Record, said: Said) -> dict[str, Any]:
    """What the preview shows."""
    parts = WRITERS[editor.kind].preview(dict(record.data), editor.written.tongue)
    if editor.kind is Kind.FAULTS:
        chances = editor.bench.base.scales.likelihoods
        for prefix in ("signs", "cures"):
            filled = [(str(a.value() or ""), str(b.value() or "")) for a, b in form.row_list(prefix)]
            parts[prefix] = [
                (text, words.LIKELIHOODS.get(word, word), f"{100 * chances.get(word, 0):g} %")
                for text, word in filled
                if text.strip()
            ]
    told = [one for row in said.values() for one in row]
    return {
        "kind": editor.kind.value,
        "shown": parts,
        "said": {"whole": said.get("", [])},
        "remarks": [(name, said.get(name, [])) for name in _drawn(form)],
        "grave": sum(one.grave for one in told),
        "light": sum(not one.grave for one in told),
    }


def fields(editor: Editor, form: RecordForm, said: Said) -> dict[str, Any]:
    """The fields of a form in their groups."""
    return {
        "title": _title(editor),
        "main": [(form[name], said.get(name, [])) for name in form.main],
        "more": [(form[name], said.get(name, [])) for name in form.more],
        "translations": [(form[name], said.get(name, [])) for name in form.translations],
        "groups": [_group(form, prefix, said) for prefix in form.rows],
        "open_more": any(form[name].errors or said.get(name) for name in form.more),
        "other": editor.written.other,
        "untranslated": bool(editor.key) and not editor.written.translation("names"),
        "state_tone": TONES[editor.draft.state] if editor.draft else "quiet",
    }


def _drawn(form: RecordForm) -> list[str]:
    hidden = {name for name, field in form.fields.items() if field.widget.is_hidden}
    return [name for name in form.fields if name not in hidden and "_word_" not in name]


def _group(form: RecordForm, prefix: str, said: Said) -> Group:
    rows: list[Row] = [(pick, word, said.get(pick.name, [])) for pick, word in form.row_list(prefix)]
    filled = sum(bool(pick.value()) for pick, _word, _said in rows)
    first = max(filled + 1, ROWS_SHOWN) if prefix != "guards" else filled + 1
    legend, hint = LEGENDS[prefix]()
    return Group(legend, hint, rows[:first], rows[first:])


LEGENDS = {
    "signs": lambda: (
        _("How it shows"),
        _("Type a few letters of a question, a reading or a symptom, and choose the answer that this cause gives."),
    ),
    "cures": lambda: (
        _("What mends it"),
        _("In the order in which you would try them. A new one is described next."),
    ),
    "guards": lambda: (_("Only if"), _("A question and the answer without which this must not be done.")),
}
NEW: dict[Kind, Any] = {
    Kind.FAULTS: lambda: _("New cause"),
    Kind.REMEDIES: lambda: _("New action"),
    Kind.FACTS: lambda: _("New question"),
}


def _title(editor: Editor) -> str | Promise:
    made: str = editor.written.own("names") or NEW[editor.kind]()
    return made
