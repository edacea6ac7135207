"""Pictures of figures as SVG: one row a thing, a band from low to high, a mark at the middle, a line at the limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

ROW, LABEL, WIDTH, HEAD, FOOT = 22, 250, 420, 44, 30  # pixels
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:currentColor}.t{font-weight:600}.n{font-size:12px;opacity:.75}"
    ".b{fill:#3a7bd5;opacity:.45}.m{fill:#3a7bd5}"
    ".l{stroke:#c0392b;stroke-dasharray:4 3}.g{stroke:currentColor;opacity:.15}"
)


@dataclass(frozen=True)
class Row:
    """One line of a picture: a band from `low` to `high` with a mark at `middle`."""

    label: str
    low: float
    middle: float
    high: float


def ranges(title: str, rows: Sequence[Row], limit: float, top: float, unit: str = "") -> str:
    """The picture of some rows on a scale from 0 to `top`, with a line at `limit`; its text is text, to be read aloud.

    Args:
        top: values above it are drawn at the edge, and told in figures.
    """
    height = HEAD + ROW * len(rows) + FOOT
    width = LABEL + WIDTH + 110
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f'<text class="t" x="0" y="16">{escape(title)}</text>',
        *_scale(top, limit, unit, height),
        *(_row(row, HEAD + ROW * place, top, unit) for place, row in enumerate(rows)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _at(value: float, top: float) -> float:
    return round(LABEL + WIDTH * min(max(value, 0.0), top) / top, 1)


def _scale(top: float, limit: float, unit: str, height: int) -> list[str]:
    lines = []
    for part in range(5):
        value = top * part / 4
        x = _at(value, top)
        lines.append(f'<path class="g" d="M{x} {HEAD - 6}V{height - FOOT}"/>')
        lines.append(f'<text class="n" x="{x}" y="{height - 10}" text-anchor="middle">{value:g}{unit}</text>')
    x = _at(limit, top)
    lines.append(f'<path class="l" d="M{x} {HEAD - 6}V{height - FOOT}"/>')
    lines.append(f'<text class="n" x="{x}" y="{HEAD - 10}" text-anchor="middle">{limit:g}{unit}</text>')
    return lines


def _row(row: Row, y: int, top: float, unit: str) -> str:
    low, middle, high = (_at(value, top) for value in (row.low, row.middle, row.high))
    ends = f"{row.low:.0f} · " if row.high > row.middle else "", f" · {row.high:.0f}" if row.high > row.middle else ""
    told = f"{ends[0]}{row.middle:.0f}{ends[1]}{unit}"
    return (
        f'<text x="{LABEL - 8}" y="{y + 12}" text-anchor="end">{escape(row.label)}</text>'
        f'<rect class="b" x="{low}" y="{y + 2}" width="{max(high - low, 1):.1f}" height="12" rx="2"/>'
        f'<rect class="m" x="{middle - 2:.1f}" y="{y}" width="4" height="16" rx="1"/>'
        f'<text class="n" x="{LABEL + WIDTH + 10}" y="{y + 12}">{told}</text>'
    )
