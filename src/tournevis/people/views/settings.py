"""The settings, and the log of what was done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tournevis.people import queries, rules, trail
from tournevis.people.forms import SECTIONS
from tournevis.people.models import AuditEntry, Installation
from tournevis.people.paging import page
from tournevis.people.stepup import confirmed
from tournevis.people.web import address_of, asked, asker, carried_out, csv_export, permitted, posted


@permitted("people.administer")
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, key: str = "general") -> HttpResponseBase:
    """One page of the settings that all organisations share; others begin with the settings of their own."""
    if key == "general" and not rules.allowed(request.user, "people.settings"):
        return redirect("people:sites")
    rules.require(request.user, "people.settings")
    if not (section := SECTIONS.get(key)):
        raise Http404
    form = section.form(posted(request), instance=Installation.current())
    if form.is_valid():
        changes: dict[str, Any] = form.changes() if hasattr(form, "changes") else form.cleaned_data
        if carried_out(form, lambda: rules.change_settings(by=asker(request), address=address_of(request), **changes)):
            messages.success(request, _("Saved."))
            return redirect("people:settings_section", key) if key != "general" else redirect("people:settings")
    context = {"section": section, "form": form}
    return render(request, "people/settings.html", context, status=422 if form.is_bound else 200)


@permitted("people.logs")
@require_safe
def audit(request: HttpRequest) -> HttpResponseBase:
    """What was done to the settings, the people and the machines."""
    entries, chosen = _chosen(request)
    acts = queries.audit_of(asker(request)).order_by("act").values_list("act", flat=True).distinct()
    shown = page(entries, ("-id",), request.GET)
    context = {"page": shown, "count": entries.count(), "acts": acts, **chosen}
    return render(request, "people/audit.html", context)


@permitted("people.logs")
@confirmed
@require_safe
def audit_csv(request: HttpRequest) -> HttpResponseBase:
    """The same log as a CSV file."""
    entries, _chosen_by = _chosen(request)
    rows = (_row(entry) for entry in entries.iterator(500))
    headings = [_("When"), _("Who"), _("Act"), _("On what"), _("Before"), _("After"), _("Address"), _("Reason")]
    return csv_export(request, _("activity"), headings, rows)


@permitted("people.logs")
@require_safe
def audit_lines(request: HttpRequest) -> HttpResponseBase:
    """The whole log, oldest first, one JSON object a line with its chain, for an auditor to verify elsewhere."""
    user = asker(request)
    rules.record(user, "list.export", _("activity"), address=address_of(request))
    entries = queries.audit_of(user).order_by("number").iterator(500)
    response = StreamingHttpResponse(trail.lines(entries), content_type="application/x-ndjson")
    response.headers["Content-Disposition"] = 'attachment; filename="log-of-acts.jsonl"'
    return response


def _row(entry: AuditEntry) -> list[object]:
    at = timezone.localtime(entry.at).isoformat(" ", "seconds")
    return [at, entry.actor, entry.act, entry.subject, entry.before, entry.after, entry.address, entry.reason]


def _chosen(request: HttpRequest) -> tuple[QuerySet[AuditEntry], dict[str, str]]:
    act, text = asked(request, "act"), asked(request, "q")
    entries = queries.audit_of(asker(request))
    if act:
        entries = entries.filter(act=act)
    if text:
        entries = queries.audit_named(entries, text)
    return entries, {"act": act, "q": text}
