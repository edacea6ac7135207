"""The control chart of a family as a picture: success by batches with its bounds, and the sum that alarms."""

from __future__ import annotations

from xml.sax.saxutils import escape

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tournevis.diagnosis.field import Field
from tournevis.troubleshooting.learning.control import LIMIT, bounds

WIDTH, LEFT, RIGHT = 720, 56, 16
TOP, SHARE, GAP, SUM, FOOT = 28, 180, 46, 110, 34  # heights of the parts, in pixels
BATCH = 20  # cases in a point
HEIGHT = TOP + SHARE + GAP + SUM + FOOT
LOWEST = 0.4  # success at the foot of the upper part


def chart(field: Field, name: str) -> SafeString:
    """The picture; its text is text, to be read aloud."""
    title = _("Field success of %(name)s, case by case") % {"name": name}
    parts = [
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title><desc>{escape(told(field))}</desc>",
        *_share(field),
        *_sum(field),
        *_days(field),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # our own drawing, its words escaped


def told(field: Field) -> str:
    """What the chart shows, in one sentence."""
    known = {"normal": round(100 * field.watched.normal), "recent": round(100 * field.recent), "n": len(field.cases)}
    return _("Usual success %(normal)d %%, of the last cases %(recent)d %%, %(n)d cases in all.") % known


def _x(field: Field, place: float) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * place / max(len(field.cases) - 1, 1), 1)


def _y(share: float) -> float:
    return round(TOP + SHARE * (1.0 - (max(share, LOWEST) - LOWEST) / (1.0 - LOWEST)), 1)


def _share(field: Field) -> list[str]:
    """Success in batches of `BATCH` cases with the bounds of a p-chart around what is usual."""
    normal = field.watched.normal
    low, high = bounds(normal, BATCH)
    end = WIDTH - RIGHT
    parts = [_text(LEFT, 16, _("Success in each %(n)d cases") % {"n": BATCH}, "chart-title")]
    for share in (0.4, 0.6, 0.8, 1.0):
        parts.append(f'<path class="chart-grid" d="M{LEFT} {_y(share)}H{end}"/>')
        parts.append(_text(LEFT - 8, _y(share) + 4, f"{100 * share:.0f} %", "chart-tick"))
    parts.append(
        f'<rect class="chart-band" x="{LEFT}" y="{_y(high)}" width="{end - LEFT}" height="{_y(low) - _y(high):.1f}"/>'
    )
    parts.append(f'<path class="chart-normal" d="M{LEFT} {_y(normal)}H{end}"/>')
    points = [_point(field, start) for start in range(0, len(field.cases) - BATCH + 1, BATCH)]
    line = " ".join(f"{x},{_y(share)}" for x, share in points)
    parts.append(f'<polyline class="chart-line" points="{line}"/>')
    for x, share in points:
        out = " chart-out" if share < low else ""
        parts.append(f'<circle class="chart-point{out}" cx="{x}" cy="{_y(share)}" r="3.5"/>')
    return parts


def _point(field: Field, start: int) -> tuple[float, float]:
    batch = field.cases[start : start + BATCH]
    return _x(field, start + (len(batch) - 1) / 2), sum(case.solved for case in batch) / len(batch)


def _sum(field: Field) -> list[str]:
    """The sum of the watch, and where it alarmed."""
    foot = TOP + SHARE + GAP + SUM
    most = max(LIMIT * 1.15, *field.watched.sums, 0.1)

    def at(value: float) -> float:
        return round(foot - SUM * value / most, 1)

    parts = [_text(LEFT, TOP + SHARE + GAP - 12, _("Evidence that it fell (CUSUM)"), "chart-title")]
    parts.append(f'<path class="chart-grid" d="M{LEFT} {foot}H{WIDTH - RIGHT}"/>')
    parts.append(f'<path class="chart-limit" d="M{LEFT} {at(LIMIT)}H{WIDTH - RIGHT}"/>')
    parts.append(_text(LEFT - 8, at(LIMIT) + 4, _("alarm"), "chart-tick"))
    places = [(_x(field, field.reference + n), at(value)) for n, value in enumerate(field.watched.sums)]
    parts.append(f'<polyline class="chart-line" points="{" ".join(f"{x},{y}" for x, y in places)}"/>')
    begun = _x(field, field.reference)
    parts.append(f'<path class="chart-begun" d="M{begun} {TOP}V{foot}"/>')
    for place in field.watched.alarms:
        x, y = places[place]
        parts.append(
            f'<path class="chart-alarm" d="M{x} {TOP}V{foot}"/><circle class="chart-out" cx="{x}" cy="{y}" r="4.5"/>'
        )
    return parts


def _days(field: Field) -> list[str]:
    """The days of the first case, of the one where the watch begins, and of the last."""
    y = HEIGHT - 10
    first, last = field.cases[0].day, field.cases[-1].day
    return [
        _text(LEFT, y, date_format(first, "SHORT_DATE_FORMAT"), "chart-day"),
        _text(_x(field, field.reference) + 6, TOP + 14, _("watched from here"), "chart-note"),
        _text(WIDTH - RIGHT, y, date_format(last, "SHORT_DATE_FORMAT"), "chart-day chart-end"),
    ]


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(words)}</text>'
