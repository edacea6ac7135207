"""The case as a file to keep: HTML for people, JSON beside it for programs."""

import json
from html import escape
from pathlib import Path
from typing import Any

from tournevis.troubleshooting.belief import evidence
from tournevis.troubleshooting.explain import Cause, evidence_text, explain, percent

from . import step_words
from .case import Case
from .words import translation

STYLE = """
:root { color-scheme: light dark; --line: #8884; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .4rem .5rem; border-bottom: 1px solid var(--line); }
td.n { text-align: right; font-variant-numeric: tabular-nums; } pre { white-space: pre-wrap; font: inherit; }
"""


def write(case: Case, path: Path) -> None:
    """Write the case to `path` (HTML) and to the same name ending in .json.

    Raises:
        OSError: the folder cannot be written.
    """
    html = path if path.suffix in (".html", ".htm") else path.with_name(path.name + ".html")
    html.write_text(_html(case), encoding="utf-8")
    html.with_suffix(".json").write_text(json.dumps(_json(case), ensure_ascii=False, indent=1), encoding="utf-8")


def _json(case: Case) -> dict[str, Any]:
    advice = case.advice()
    return {
        "schema": 1,
        "base_version": case.model.base.version,
        "language": case.language,
        "events": [event.to_json() for event in case.session.events],
        "belief": [{"fault": fault, "p": round(p, 4)} for fault, p in advice.belief[:20]],
        "end": advice.step.kind if advice.step.kind in ("done", "escalate") else "open",
    }


def _html(case: Case) -> str:
    _, language = translation(case.language), case.language
    advice, state = case.advice(), case.session.state
    words = explain(case.model, state, advice, language)
    found = [
        evidence_text(case.model.base, item, language) for item in evidence(case.model, state) if item.kind != "words"
    ]
    ending = step_words.ending(case.session, advice.step, language) if state.over else words.why
    body = [
        f"<h1>{escape(_('Case report'))}</h1>",
        f"<blockquote>{escape(state.complaint)}</blockquote>",
        f"<h2>{escape(_('What was found and done'))}</h2>",
        "<ol>" + "".join(f"<li>{escape(text)}</li>" for text in found) + "</ol>",
        f"<h2>{escape(_('Likely causes'))}</h2>",
        _causes(words.causes),
        f"<h2>{escape(_('Outcome'))}</h2><pre>{escape(ending)}</pre>",
        f"<p><small>{escape(_('Fault base {version}').format(version=case.model.base.version))}</small></p>",
    ]
    title = escape(_("Case report"))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    page = f"<head>{head}<style>{STYLE}</style></head><body>{''.join(body)}</body>"
    return f'<!doctype html><html lang="{language}">{page}</html>'


def _causes(causes: tuple[Cause, ...]) -> str:
    rows = []
    for cause in causes:
        told = "; ".join(f"{item.text} ({item.decibans:+.0f} dB)" for item in cause.evidence)
        share = f'<td class="n">{percent(cause.probability)} %</td>'
        rows.append(f"<tr><td>{escape(cause.name)}</td>{share}<td>{escape(told)}</td></tr>")
    return f"<table>{''.join(rows)}</table>"
