"""Actions that an author names in a cause before he describes them."""

from __future__ import annotations

from tournevis.authoring.editor import Editor
from tournevis.authoring.forms import RecordForm
from tournevis.authoring.models import Draft, Kind
from tournevis.authoring.rules import save
from tournevis.authoring.writing import cause
from tournevis.people.models import User


def write_stubs(editor: Editor, form: RecordForm, *, by: User) -> list[Draft]:
    """A draft for each action that a cause names and that is not there yet: its name, the rest still to be said."""
    if editor.kind is not Kind.FAULTS:
        return []
    family = editor.key.split(".")[0] or form.cleaned_data["family"]
    made = []
    for name in cause.new_remedies(form.cleaned_data, form.index):
        key = cause.remedy_key(family, name)
        if f"{Kind.REMEDIES.value}:{key}" not in editor.bench.drafts:
            names = {editor.written.tongue: name.strip(), editor.written.other: name.strip()}
            content = {"id": key, "names": names}
            made.append(save(Kind.REMEDIES, key, content, by=by, language=editor.written.tongue))
    return made
