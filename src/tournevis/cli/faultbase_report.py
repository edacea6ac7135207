"""`tournevis faultbase report`: the measures of the base's simulated cases, as a table, JSON, HTML and pictures."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from pathlib import Path

from tournevis.troubleshooting import Base
from tournevis.troubleshooting.quality import LIMIT, FamilyMeasure, Group, Measures
from tournevis.troubleshooting.simulate import MAX_STEPS

from .report import STYLE
from .svg import Row, ranges

MEDIAN, NINETIETH, FIRST_TWO = 4, 7, 85  # steps, steps, percent: what each family should reach
SAFE = 90  # percent of the cases of an unknown cause
HEADS = (
    "family",
    "faults",
    "remedies",
    "facts",
    "steps median",
    "90 %",
    "in first two",
    "rare faults",
    "median",
    "90 %",
    "in first two",
    "unknown: safe",
    "steps",
    "not told apart",
    "never reached",
    "LIX fr",
    "LIX en",
    "no symptom",
)
NOTES = (
    "steps: questions, readings and other remedies before the fault's own remedy is proposed;",
    "in first two: share of cases, by prior, whose remedy is in the first two proposed; rare: under 2 % of the family;",
    "unknown: share of cases of a cause outside the base handed over with nothing of medium or high risk tried;",
    f"LIX (Björnsson 1968): 90th percentile of the plain explanations, {LIMIT:.0f} at most for a 12-year-old;",
    "never reached: facts and remedies of the family that no simulated case came to.",
)


def rows(found: Measures) -> Iterator[tuple[str, ...]]:
    """The table's rows, the whole base last."""
    for family in found.families:
        tail = (
            f"{100 * family.unseen.safe:.0f} %",
            f"{family.unseen.steps:.0f}",
            str(len(family.not_apart)),
            str(len(family.unreached_facts) + len(family.unreached_remedies)),
            *(f"{family.reading[language].high:.0f}" for language in ("fr", "en")),
            str(len(family.without_symptom)),
        )
        counts = str(len(family.faults)), str(family.remedies), str(family.facts)
        yield family.family, *counts, *_figures(family.common), str(family.rare.faults), *_figures(family.rare), *tail
    faults = str(sum(len(family.faults) for family in found.families))
    rare = str(found.rare.faults), *_figures(found.rare)
    yield "all", faults, "", "", *_figures(found.common), *rare, f"{100 * _safe(found):.0f} %", *("",) * 6


def _safe(found: Measures) -> float:
    """Share of all cases of an unknown cause that are handed over safely."""
    cases = sum(family.unseen.cases for family in found.families)
    return sum(family.unseen.safe * family.unseen.cases for family in found.families) / cases


def _figures(group: Group) -> tuple[str, str, str]:
    if group.first_two is None:
        return "-", "-", "-"
    return f"{group.steps.median:.0f}", f"{group.steps.high:.0f}", f"{100 * group.first_two:.0f} %"


def text(found: Measures) -> Iterator[str]:
    """The table for a terminal, then what is to be looked at, one thing a line."""
    table = [HEADS, *rows(found)]
    widths = [max(len(row[place]) for row in table) for place in range(len(HEADS))]
    for row in table:
        first, *rest = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join([first.strip().ljust(widths[0]), *rest])
    yield f"{found.cases} cases of base {found.version}"
    yield from NOTES
    yield from remarks(found)


def remarks(found: Measures) -> Iterator[str]:
    """What an author should look at, by family."""
    for family in found.families:
        yield from _of_family(family)
    if found.unused_symptoms:
        yield f"symptoms that no fault shows: {', '.join(found.unused_symptoms)}"


def _slow(family: FamilyMeasure) -> Iterator[str]:
    """The faults whose own remedy comes late or seldom."""
    for fault in family.faults:
        steps = sorted(fault.steps)[len(fault.steps) // 2]
        if fault.rare or (steps <= MEDIAN and 100 * fault.first_two >= FIRST_TWO):
            continue
        late = "mostly handed over before" if steps >= MAX_STEPS else f"{steps} steps (median)"
        yield f"{fault.fault}: {late}, {100 * fault.first_two:.0f} % in first two"


def _of_family(family: FamilyMeasure) -> Iterator[str]:
    for near in family.not_apart:
        yield f"{near.fault}: not told from {near.neighbour}; {near.fact} tells most ({near.apart:.2f})"
    yield from _slow(family)
    for remedy, count in family.unseen.risky:
        yield f"{family.family}: {remedy} is tried in {count} of {family.unseen.cases} cases of an unknown cause"
    for title, ids in (
        ("facts never reached", family.unreached_facts),
        ("remedies never reached", family.unreached_remedies),
        ("faults without a symptom", family.without_symptom),
    ):
        if ids:
            yield f"{family.family}: {title}: {', '.join(ids)}"


def as_json(found: Measures) -> str:
    """All that was measured, for programs."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=1)


def pictures(found: Measures, base: Base) -> dict[str, str]:
    """File name -> SVG: steps, share in the first two, reading level."""
    names = {family.family: base.families[family.family].names.en for family in found.families}
    steps, shares, safe, lix = [], [], [], []
    for one in found.families:
        name, spread = names[one.family], one.common.steps
        steps.append(Row(name, spread.low, spread.median, spread.high))
        shares.append(Row(name, 0, *[100 * (one.common.first_two or 0)] * 2))
        safe.append(Row(name, 0, *[100 * one.unseen.safe] * 2))
        for language, reading in one.reading.items():
            lix.append(Row(f"{name}, {language}", reading.low, reading.median, reading.high))
    return {
        "steps.svg": ranges("Steps before the fault's own remedy: 10 %, median, 90 % of cases", steps, NINETIETH, 16),
        "first_two.svg": ranges("Cases whose remedy is in the first two proposed", shares, FIRST_TWO, 100, " %"),
        "unknown.svg": ranges("Cases of an unknown cause handed over before any risk", safe, SAFE, 100, " %"),
        "reading.svg": ranges("LIX of plain explanations: 10 %, median, 90 % of them", lix, LIMIT, 60),
    }


def write(found: Measures, base: Base, folder: Path) -> None:
    """Write the pictures, `report.html` with the table and `report.json` into a folder, which is made.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    drawn = pictures(found, base)
    for name, picture in drawn.items():
        (folder / name).write_text(picture, encoding="utf-8")
    (folder / "report.html").write_text(_html(found, drawn), encoding="utf-8")
    (folder / "report.json").write_text(as_json(found), encoding="utf-8")


def _html(found: Measures, drawn: dict[str, str]) -> str:
    title = f"Fault base {found.version}"
    cells = ["<tr>" + "".join(f'<td class="n">{escape(cell)}</td>' for cell in row) + "</tr>" for row in rows(found)]
    head = "".join(f"<th>{escape(name)}</th>" for name in HEADS)
    meta = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    wide = "body { max-width: 80rem; } svg { max-width: 100%; height: auto; } td:first-child { text-align: left; }"
    body = [
        f"<h1>{escape(title)}</h1><p>{found.cases} simulated cases.</p>",
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(cells)}</tbody></table>",
        f"<p><small>{escape(' '.join(NOTES))}</small></p>",
        *drawn.values(),
        "<h2>To look at</h2><ul>" + "".join(f"<li>{escape(line)}</li>" for line in remarks(found)) + "</ul>",
    ]
    page = f"<head>{meta}<style>{STYLE}{wide}</style></head><body>{''.join(body)}</body>"
    return f'<!doctype html><html lang="en">{page}</html>'
