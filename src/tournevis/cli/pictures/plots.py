"""Two kinds of picture: lines over two axes, and named rows of marks with their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from .frame import TOP, WIDTH, Axis, Frame, dot, line

ROW, BETWEEN, NAMES = 30, 9, 215  # pixels of a row, between the marks of one row, and of the rows' names


@dataclass(frozen=True)
class Series:
    """A named line; `marked` puts a mark at each of its points."""

    name: str
    points: Sequence[tuple[float, float]]
    marked: bool = True


def lines(title: str, x: Axis, y: Axis, series: Sequence[Series], guide: Sequence[tuple[float, float]] = ()) -> str:
    """Lines over two axes; `guide` is drawn behind them: a limit, or what would be perfect."""
    frame = Frame(title, x, y)
    parts = []
    if guide:
        points = " ".join(f"{frame.at_x(across)},{frame.at_y(up)}" for across, up in guide)
        parts.append(f'<polyline class="d" points="{points}"/>')
    for place, one in enumerate(series):
        points_ = [(frame.at_x(across), frame.at_y(up)) for across, up in one.points]
        parts.append(line(place, points_))
        parts += [dot(place, *point) for point in points_] if one.marked else []
    return frame.svg(parts, [(one.name, one.marked) for one in series])


@dataclass(frozen=True)
class Mark:
    """A value with its interval, of the series of that place."""

    series: int
    value: float
    low: float
    high: float


def rows(title: str, x: Axis, named: Sequence[tuple[str, Sequence[Mark]]], series: Sequence[str]) -> str:
    """One row a name, its marks beneath each other, each with its interval."""
    step = max(ROW, BETWEEN * (len(series) + 1))
    frame = Frame(title, x, height=step * len(named), left=NAMES)
    parts = []
    for place, (name, marks) in enumerate(named):
        top = TOP + step * place
        parts.append(f'<text x="{NAMES - 10}" y="{top + step / 2 + 4}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<path class="g" d="M{NAMES} {top}H{NAMES + WIDTH}"/>')
        first = top + (step - BETWEEN * (len(series) - 1)) / 2
        parts += [part for mark in marks for part in _mark(frame, mark, first + BETWEEN * mark.series)]
    return frame.svg(parts, [(name, True) for name in series])


def _mark(frame: Frame, mark: Mark, y: float) -> list[str]:
    drawn = [dot(mark.series, frame.at_x(mark.value), y)]
    if mark.low < mark.high:
        drawn.append(line(mark.series, [(frame.at_x(mark.low), y), (frame.at_x(mark.high), y)]))
    return drawn
