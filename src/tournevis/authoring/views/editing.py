"""Writing a record, with its preview and the linter's remarks as one types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tournevis.authoring import showing, words
from tournevis.authoring.editor import Editor, opened
from tournevis.authoring.forms import RecordForm
from tournevis.authoring.models import Draft, Kind
from tournevis.authoring.remarks import Shown
from tournevis.authoring.rules import save
from tournevis.authoring.standing import bench
from tournevis.authoring.stubs import write_stubs
from tournevis.people.rules import Refused
from tournevis.people.web import asked, asker, permitted, posted

from .shared import kind_or_404, tongue


@permitted("authoring.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Write a new record."""
    return _page(request, _editor(request, kind_or_404(kind), ""))


@permitted("authoring.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, kind: str, record: str) -> HttpResponseBase:
    """Correct a record, shipped or one's own."""
    return _page(request, _editor(request, kind_or_404(kind), record))


@permitted("authoring.write")
@require_POST
def preview(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What is typed as its readers will see it, and what the linter says of each field."""
    editor = _editor(request, kind_or_404(kind), request.POST.get("record", "")[:80])
    return render(request, "authoring/_preview.html", _seen(editor, editor.form(request.POST))[0])


def _editor(request: HttpRequest, kind: Kind, key: str) -> Editor:
    organisation = asker(request).organisation
    initial = {} if key else {"family": asked(request, "family") or _last_family(request)}
    if not key and asked(request, "name"):
        initial["name"] = asked(request, "name")
    editor = opened(organisation, bench(organisation), kind, key, tongue(), initial)
    if editor is None:
        raise Http404
    return editor


def _last_family(request: HttpRequest) -> str:
    """The family that the author wrote in last: he mostly goes on there."""
    mine = Draft.objects.filter(organisation=asker(request).organisation_id, author=asker(request))
    last = mine.exclude(kind=Kind.FACTS).order_by("-updated_at").values_list("record", flat=True).first()
    return last.split(".")[0] if last else ""


def _page(request: HttpRequest, editor: Editor) -> HttpResponseBase:
    form = editor.form(posted(request))
    if form.is_bound and form.is_valid():
        try:
            return _saved(request, editor, form)
        except Refused as error:
            form.add_error(None, str(error))
    seen, said = _seen(editor, form if form.is_bound else _as_typed(editor))
    numbers = words.numbers(editor.bench.base.scales)
    shown = {**seen, **showing.fields(editor, form, said), "editor": editor, "form": form, "numbers": numbers}
    return render(request, "authoring/edit.html", shown, status=422 if form.is_bound else 200)


def _saved(request: HttpRequest, editor: Editor, form: RecordForm) -> HttpResponseBase:
    record = editor.record(form)
    draft = save(
        editor.kind,
        record.id,
        dict(record.data),
        by=asker(request),
        seen=form.cleaned_data["seen"],
        language=editor.written.tongue,
    )
    stubs = write_stubs(editor, form, by=asker(request))
    messages.success(request, _("“%(name)s” is kept as a draft.") % {"name": draft.name})
    if "another" not in request.POST:
        return redirect("authoring:edit", kind=draft.kind, record=draft.record)
    waiting = stubs or _undescribed(draft)
    if waiting:
        return redirect("authoring:edit", kind=waiting[0].kind, record=waiting[0].record)
    return redirect("authoring:new", kind=editor.kind)


def _undescribed(draft: Draft) -> list[Draft]:
    """Actions that the author named in passing and has not described yet, oldest first."""
    mine = Draft.objects.filter(organisation=draft.organisation_id, kind=Kind.REMEDIES, author=draft.author_id)
    return [one for one in mine.order_by("id")[:200] if not one.content.get("steps")][:1]


def _seen(editor: Editor, form: RecordForm) -> tuple[dict[str, Any], Mapping[str, list[Shown]]]:
    """What the preview shows of a form that was sent, and what is said of its fields."""
    record = editor.record(form)
    said = editor.said(form, record)
    return showing.shown(editor, form, record, said), said


def _as_typed(editor: Editor) -> RecordForm:
    """The form of a record as if it had been sent as it stands."""
    blank = editor.form()
    data = QueryDict(mutable=True)
    for name in blank.fields:
        value = blank[name].value()
        if value is True:
            data[name] = "on"
        elif value not in (None, False):
            data[name] = str(value)
    return editor.form(data)
