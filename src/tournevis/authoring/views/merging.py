"""Bringing others' changes in: what both sides changed stands side by side, is settled, and applied at once."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tournevis.authoring import settling
from tournevis.authoring.remarks import placed
from tournevis.diagnosis.wording import language
from tournevis.knowledge.models import Version
from tournevis.knowledge.queries import newest, records_of
from tournevis.knowledge.rules import BadPack, import_pack, merge_release, plan_pack, plan_release
from tournevis.knowledge.rules.merging import Planned
from tournevis.people.rules import Refused
from tournevis.people.web import asker, permitted
from tournevis.troubleshooting import PackError
from tournevis.troubleshooting.packs.archive import Pack, read_pack

MOST_BYTES = 1_500_000  # of a pack that is carried from page to page
SHOWN = 200  # records listed
Plan = Callable[[dict[str, Any]], Planned | None]
Act = Callable[[dict[str, Any]], Version | None]


@permitted("authoring.publish")
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest) -> HttpResponseBase:
    """Bring in the base that this release of the product ships."""
    by = asker(request)
    return _settle(
        request,
        "authoring/merge.html",
        lambda settled: plan_release(by.organisation, settled),
        lambda settled: merge_release(by.organisation, by=by, settled=settled),
        {},
    )


@permitted("authoring.publish")
@require_http_methods(["GET", "POST"])
def pack(request: HttpRequest) -> HttpResponseBase:
    """Import a pack: choose, look, settle, confirm."""
    by = asker(request)
    if request.method != "POST":
        return render(request, "authoring/pack.html", {})
    raw, name = _sent(request)
    try:
        found = read_pack(raw, name)
    except PackError as error:
        return render(request, "authoring/pack.html", {"remarks": [placed(one) for one in error.remarks]}, status=422)
    context = {"kept": base64.b64encode(raw).decode(), "name": name, "pack": found}
    if len(raw) > MOST_BYTES:
        context = {"remarks": [_("%(name)s: larger than 1.5 MB; split the pack.") % {"name": name}]}
        return render(request, "authoring/pack.html", context, status=422)
    what = _what(request, found, name)
    return _settle(
        request,
        "authoring/pack.html",
        lambda settled: plan_pack(found, by.organisation, settled),
        lambda settled: import_pack(found, by=by, what=what, settled=settled),
        {**context, "what": what},
    )


def _sent(request: HttpRequest) -> tuple[bytes, str]:
    """The file that was chosen, or the one that the page before carried along."""
    upload = request.FILES.get("file")
    if upload is not None:
        return upload.read(), str(upload.name or "")[:120]
    try:
        return base64.b64decode(request.POST.get("kept", ""), validate=True), request.POST.get("name", "")[:120]
    except binascii.Error:
        return b"", ""


def _what(request: HttpRequest, found: Pack, name: str) -> str:
    return request.POST.get("what", "").strip() or _("Pack “%(name)s”") % {"name": found.title or name}


def _settle(
    request: HttpRequest,
    template: str,
    plan: Plan,
    act: Callable[[dict[str, Any]], Version | None],
    more: dict[str, Any],
) -> HttpResponseBase:
    """The page of a merge; once everything is settled and confirmed, it is done at once."""
    first = plan({})
    problems: list[str] = []
    settled: dict[str, Any] = {}
    if first is not None and "confirm" in request.POST:
        try:
            settled = settling.chosen(first.conflicts, request.POST)
            if len(settled) == len(first.conflicts):
                act(settled)
                messages.success(request, _("Done: new cases take the new version, those under way keep theirs."))
                return redirect("authoring:versions")
            problems = [_("Choose a side for each of them.")]
        except BadPack as error:
            problems = [placed(one) for one in error.remarks]
        except Refused as error:
            problems = [str(error)]
    context = _context(request, first, problems) | more
    return render(request, template, context, status=422 if problems else 200)


def _context(request: HttpRequest, planned: Planned | None, problems: list[str]) -> dict[str, Any]:
    version, tongue = newest(asker(request).organisation), language()
    if planned is None:
        return {"plan": None, "problems": problems}
    before = records_of(version)
    told = settling.changes(planned.changes, before, tongue)
    if planned.problem is not None and not problems:
        problems = [placed(one) for one in planned.problem.remarks]
    return {
        "plan": planned,
        "conflicts": [settling.shown(one, before, tongue, request.POST) for one in planned.conflicts],
        "changes": told[:SHOWN],
        "more": max(0, len(told) - SHOWN),
        "problems": problems,
        "blocked": planned.problem is not None,
        "version": version,
    }
