"""`tournevis bench pictures`: draws what the other benches printed as JSON."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .pictures import belief, planner

DRAWN: dict[str, Callable[[Any], Iterator[tuple[str, str]]]] = {
    "planner": planner.pictures,
    "calibration": belief.calibration,
    "learning": belief.learning,
}


def main(argv: list[str]) -> int:
    """Draw the pictures; exit code 0, or 1 when there is nothing to draw or a file is not what a bench printed."""
    parser = argparse.ArgumentParser(
        prog="tournevis bench",
        description=f"Draw what the benches measured: {', '.join(f'{name}.json' for name in DRAWN)}, "
        "each what `tournevis bench NAME --json` printed.",
    )
    parser.add_argument("what", choices=("pictures",))
    parser.add_argument("measured", type=Path, metavar="FOLDER", help="where those files are; those missing are left")
    parser.add_argument("drawn", type=Path, metavar="PICTURES", help="the folder that the pictures are put into")
    options = parser.parse_args(argv)
    files = [options.measured / f"{name}.json" for name in DRAWN]
    if not any(file.is_file() for file in files):
        print(
            f"tournevis bench pictures: {options.measured}: none of {', '.join(f.name for f in files)}", file=sys.stderr
        )
        return 1
    options.drawn.mkdir(parents=True, exist_ok=True)
    return max(_draw(file, options.drawn) for file in files if file.is_file())


def _draw(file: Path, folder: Path) -> int:
    try:
        drawings = list(DRAWN[file.stem](json.loads(file.read_text("utf-8"))))
    except (ValueError, KeyError, TypeError) as error:
        print(f"tournevis bench pictures: {file.name}: not what the bench prints: {error!r}", file=sys.stderr)
        return 1
    for name, drawing in drawings:
        (folder / f"{name}.svg").write_text(drawing, "utf-8")
        print(folder / f"{name}.svg")
    return 0
