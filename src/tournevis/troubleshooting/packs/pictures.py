"""Pictures of steps: line drawings beside the content, each with what it shows in words."""

from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from .content import Text
from .source import PackError, Remark, read_yaml

FOLDER, WORDS = "pictures", "pictures.yaml"


@dataclass(frozen=True)
class Picture:
    """A drawing that takes the colour of the text around it.

    Attributes:
        drawing: an `svg` element.
        shows: what it shows, for those who hear it.
    """

    drawing: str
    shows: Text

    def markup(self, language: str) -> str:
        """The element with its text alternative, to be put into a page as it is."""
        told = escape(self.shows[language])
        return self.drawing.replace("<svg ", f'<svg class="step-picture" role="img" aria-label="{told}" ', 1)


@cache
def load_pictures(folder: Path) -> dict[str, Picture]:
    """The pictures of a base, by name; none where it has no such folder.

    Raises:
        PackError: a picture without words, words without a picture, or a drawing that does more than draw.
    """
    words = folder / FOLDER / WORDS
    if not words.is_file():
        return {}
    told = read_yaml(words)
    drawn = {path.stem: path.read_text("utf-8") for path in sorted((folder / FOLDER).glob("*.svg"))}
    wrong = [
        Remark(WORDS, 0, f"{name}.svg: words or drawing missing") for name in sorted(set(map(str, told)) ^ set(drawn))
    ]
    wrong += [
        Remark(f"{name}.svg", 0, "must be a plain <svg> drawing") for name, svg in drawn.items() if not _plain(svg)
    ]
    if wrong:
        raise PackError(wrong)
    return {str(name): Picture(drawn[str(name)], Text.model_validate(text)) for name, text in told.items()}


def _plain(svg: str) -> bool:
    """Whether a drawing is only that: no script, no link, no style that reaches the page around it."""
    return svg.startswith("<svg ") and not any(sign in svg for sign in ("<script", "href", "<style", " on", "<foreign"))
