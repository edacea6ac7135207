"""What every picture of measurements is drawn in: axes, scales, colours, legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from xml.sax.saxutils import escape

LEFT, TOP, WIDTH, HEIGHT, BELOW, BESIDE = 64, 56, 460, 280, 52, 250  # pixels around and of the plot
COLOURS = ("#3a7bd5", "#d9822b", "#2e9e6b", "#c0504d", "#8e6bbf", "#1f9aad", "#8a8f98")
DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 2", "12 4", "1 4")
# a picture in a page cannot take the page's colour: it follows the reader's own choice of light or dark
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1f2328}.t{font-weight:600;font-size:14px}.n{font-size:12px}"
    ".g{stroke:#1f2328;opacity:.14}.d{stroke:#1f2328;opacity:.5;stroke-dasharray:4 4;fill:none}"
    "@media(prefers-color-scheme:dark){text{fill:#d1d7e0}.g,.d{stroke:#d1d7e0}}"
)


@dataclass(frozen=True)
class Axis:
    """One scale: what it shows, its marked values (the first and last are its ends), and whether it is of powers."""

    label: str
    marks: Sequence[float]
    powers: bool = False

    def place(self, value: float) -> float:
        """From 0 at the first mark to 1 at the last; values beyond the ends are put there."""
        low, high = self.marks[0], self.marks[-1]
        kept = min(max(value, low), high)
        return log10(kept / low) / log10(high / low) if self.powers else (kept - low) / (high - low)


@dataclass(frozen=True)
class Frame:
    """A plot's axes; `y` is None where the rows are named instead. `height` of the plot in pixels."""

    title: str
    x: Axis
    y: Axis | None = None
    height: int = HEIGHT
    left: int = LEFT

    def at_x(self, value: float) -> float:
        """Pixels from the left."""
        return round(self.left + WIDTH * self.x.place(value), 1)

    def at_y(self, value: float) -> float:
        """Pixels from the top."""
        assert self.y is not None
        return round(TOP + self.height * (1.0 - self.y.place(value)), 1)

    def svg(self, parts: Sequence[str], names: Sequence[tuple[str, bool]]) -> str:
        """The whole picture: axes, what is drawn in them, and the legend; its text is text, to be read aloud.

        Args:
            names: of each series, and whether it has marks.
        """
        wide, high = self.left + WIDTH + BESIDE, TOP + self.height + BELOW
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" role="img">',
            f"<title>{escape(self.title)}</title><style>{STYLE}</style>",
            f'<text class="t" x="8" y="20">{escape(self.title)}</text>',
            *self._across(),
            *(self._up() if self.y else []),
            *parts,
            *(self._named(place, *series) for place, series in enumerate(names)),
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def _across(self) -> list[str]:
        foot = TOP + self.height
        lines = [f'<path class="g" d="M{self.at_x(mark)} {TOP}V{foot}"/>' for mark in self.x.marks]
        lines += [_text(self.at_x(mark), foot + 18, _told(mark), "middle") for mark in self.x.marks]
        return [*lines, _text(self.left + WIDTH / 2, foot + 40, self.x.label, "middle")]

    def _up(self) -> list[str]:
        assert self.y is not None
        lines = [f'<path class="g" d="M{self.left} {self.at_y(mark)}H{self.left + WIDTH}"/>' for mark in self.y.marks]
        lines += [_text(self.left - 8, self.at_y(mark) + 4, _told(mark), "end") for mark in self.y.marks]
        return [*lines, f'<text class="n" x="{self.left}" y="{TOP - 8}">{escape(self.y.label)}</text>']

    def _named(self, place: int, name: str, marked: bool) -> str:
        x, y = self.left + WIDTH + 20, TOP + 8 + 22 * place
        mark = dot(place, x + 14, y) if marked else ""
        return f"{line(place, [(x, y), (x + 28, y)])}{mark}{_text(x + 36, y + 4, name, 'start')}"


def _told(value: float) -> str:
    """A marked value as people write it: no power of ten, thousands apart."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text class="n" x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'


def line(place: int, points: Sequence[tuple[float, float]]) -> str:
    """A line in the colour and dashes of the series of that place."""
    told = " ".join(f"{x},{y}" for x, y in points)
    colour, dashes = COLOURS[place % len(COLOURS)], DASHES[place % len(DASHES)]
    return f'<polyline points="{told}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'


def dot(place: int, x: float, y: float) -> str:
    """A mark of the series of that place; shapes differ too, for those who do not see the colours apart."""
    shapes = (
        f'<circle cx="{x}" cy="{y}" r="4.5"',
        f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8"',
        f'<path d="M{x} {y - 5}l5 9h-10z"',
        f'<path d="M{x} {y - 6}l6 6l-6 6l-6 -6z"',
        f'<path d="M{x} {y + 5}l5 -9h-10z"',
    )
    return f'{shapes[place % len(shapes)]} fill="{COLOURS[place % len(COLOURS)]}"/>'
