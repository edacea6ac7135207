"""Importing a decision tree: file or pasted text, a report of what it lacks, a preview, then all or nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tournevis.authoring.remarks import placed
from tournevis.diagnosis import engine
from tournevis.diagnosis.wording import language
from tournevis.knowledge.rules import BadPack, import_tree, plan_tree
from tournevis.knowledge.rules.trees import TreePlan
from tournevis.people.rules import Refused
from tournevis.people.web import asker, permitted
from tournevis.troubleshooting.trees import TreeError, judge, read_tree
from tournevis.troubleshooting.trees.read import MOST_BYTES
from tournevis.troubleshooting.trees.tree import TreeRemark


@permitted("authoring.publish")
@require_http_methods(["GET", "POST"])
def tree(request: HttpRequest) -> HttpResponseBase:
    """Import a decision tree."""
    by, tongue = asker(request), language()
    base = engine.base_for(by.organisation)
    families = sorted(((key, family.names[tongue]) for key, family in base.families.items()), key=lambda one: one[1])
    context: dict[str, Any] = {"families": families, "posted": request.POST}
    if request.method != "POST":
        return render(request, "authoring/tree.html", context)
    raw, name = _sent(request)
    family = request.POST.get("family", "") or request.POST.get("new_family", "")
    try:
        report = judge(read_tree(raw, name))
        if not family.strip():
            raise Refused(_("Choose a family, or name a new one."))
        if "confirm" in request.POST:
            import_tree(report, family, by=by)
            messages.success(request, _("The tree is in: new cases take it."))
            return redirect("authoring:versions")
        plan = plan_tree(report, family, by.organisation)
    except TreeError as error:
        return _refused(request, context, [one.text(tongue) for one in error.remarks[:100]])
    except BadPack as error:
        return _refused(request, context, [placed(one) for one in error.remarks])
    except Refused as error:
        return _refused(request, context, [str(error)])
    text = raw if isinstance(raw, str) else raw.decode("utf-8-sig")
    shown = {"plan": plan, "text": text, "name": name, "family": family, **_preview(plan, tongue)}
    return render(request, "authoring/tree.html", context | shown)


def _refused(request: HttpRequest, context: dict[str, Any], remarks: list[str]) -> HttpResponseBase:
    return render(request, "authoring/tree.html", context | {"remarks": remarks}, status=422)


def _sent(request: HttpRequest) -> tuple[bytes | str, str]:
    upload = request.FILES.get("file")
    if upload is not None:
        return upload.read(MOST_BYTES + 1), str(upload.name or "")[:120]
    return request.POST.get("text", "").replace("\r\n", "\n"), request.POST.get("name", "")[:120]


def _preview(plan: TreePlan, tongue: str) -> dict[str, Any]:
    """What would be made of the tree, and what it lacks, the same remark of several nodes told once."""
    records = plan.imported.records
    faults = [
        {
            "name": records[f"faults:{fault}"]["names"][tongue],
            "way": [(_said(node.said, tongue), _said(answer.said, tongue)) for node, answer in way.steps],
            "remedy": records[f"remedies:{plan.imported.remedy_of[way.leaf.id]}"]["names"][tongue],
        }
        for fault, way in plan.imported.faults.items()
    ]
    counts = {kind: sum(key.startswith(f"{kind}:") for key in records) for kind in ("faults", "facts", "remedies")}
    return {
        "faults": faults,
        "counts": counts,
        "lacks": _grouped(plan.report.lacks, tongue),
        "problems": [placed(one) for one in plan.problem.remarks] if plan.problem else [],
    }


def _grouped(remarks: tuple[TreeRemark, ...], tongue: str) -> list[tuple[str, list[str]]]:
    """Each remark's words, with the nodes and lines that it is about."""
    found: dict[str, list[str]] = {}
    for one in remarks:
        words = TreeRemark(one.code, data=one.data).text(tongue)
        places = found.setdefault(words[:1].upper() + words[1:], [])
        if one.node:
            places.append(f"{one.node} ({one.line})")
    return list(found.items())


def _said(said: Any, tongue: str) -> str:
    return str(said.get(tongue) or next(iter(said.values())))
