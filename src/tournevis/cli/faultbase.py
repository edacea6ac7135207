"""`tournevis faultbase lint`, `report`, `import-tree`: each broken rule with its place; what cases measure."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from tournevis import probing
from tournevis.troubleshooting import Base, PackError, Remark, compile_model, load_base
from tournevis.troubleshooting.packs import load_pictures, read_base, shipped_folder
from tournevis.troubleshooting.quality import errors, measure, warnings

from . import faultbase_report as report
from . import faultbase_tree

Places = Mapping[str, tuple[str, int]]
CASES = 200  # simulated for each family


def main(argv: list[str]) -> int:
    """Work on a base; exit code 0, or 1 when something is wrong with it or it cannot be read."""
    options = _parser().parse_args(argv)
    act = {"lint": lint, "report": tell, "import-tree": faultbase_tree.import_tree}[options.act]
    try:
        return act(options)
    except BrokenPipeError:
        raise  # the reader went away: the command's own affair
    except (PackError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tournevis faultbase", description="Work on the fault base.")
    acts = parser.add_subparsers(dest="act", required=True)
    check = acts.add_parser("lint", help="check the content")
    play = acts.add_parser("report", help="measure the content on simulated cases")
    faultbase_tree.add_to(acts.add_parser("import-tree", help="make faults and questions of a decision tree"))
    for one in (check, play):
        one.add_argument("folder", nargs="?", type=Path, help="default: the base that is shipped")
    play.add_argument("--cases", type=int, default=CASES, help=f"for each family, {CASES} unless told")
    play.add_argument("--family", action="append", metavar="FAMILY", help="only this family; may be repeated")
    play.add_argument("--json", action="store_true", help="print one JSON object")
    play.add_argument("--out", type=Path, metavar="FOLDER", help="write pictures (SVG), the table (HTML) and JSON")
    return parser


def lint(options: argparse.Namespace) -> int:
    """Print every broken rule; 1 when there is one. Warnings alone leave 0."""
    base, places = read_base(options.folder)
    pictures = load_pictures(options.folder or shipped_folder())
    wrong = sorted([*probe_remarks(base, places), *errors(compile_model(base), places, pictures)])
    for remark in wrong:
        print(remark, file=sys.stderr)
    for remark in sorted(warnings(base, places)):
        print(f"warning: {remark}", file=sys.stderr)
    if not wrong:
        counts = (
            (base.faults, "faults"),
            (base.remedies, "remedies"),
            (base.facts, "facts"),
            (base.symptoms, "symptoms"),
        )
        print(", ".join(f"{len(items)} {name}" for items, name in counts), f"in {len(base.families)} families: whole")
    return 1 if wrong else 0


def tell(options: argparse.Namespace) -> int:
    """Measure and print; 1 when a family is unknown."""
    base = load_base(options.folder)
    unknown = sorted(set(options.family or ()) - set(base.families))
    if unknown or options.cases < 1:
        wrong = f"unknown family {unknown[0]!r}" if unknown else "--cases must be at least 1"
        print(f"tournevis faultbase: {wrong} (families: {', '.join(base.families)})", file=sys.stderr)
        return 1
    found = measure(compile_model(base), options.family or tuple(base.families), options.cases)
    if options.out:
        report.write(found, base, options.out)
    print(report.as_json(found) if options.json else "\n".join(report.text(found)))
    return 0


def probe_remarks(base: Base, places: Places) -> list[Remark]:
    """Ways that name a probe or a reading which no probe of this version gives, or of another type."""
    found = []
    for fact in base.facts.values():
        where = places.get(f"facts:{fact.id}", ("facts", 0))
        for way in fact.ways:
            if way.probe is None:
                continue
            probe = probing.catalogue.get(way.probe)
            if probe is None:
                found.append(Remark(*where, f"{fact.id}: unknown probe {way.probe!r}"))
            elif way.reading not in {datum.name for datum in probe.gives}:
                known = ", ".join(datum.name for datum in probe.gives)
                found.append(Remark(*where, f"{fact.id}: {way.probe} gives no {way.reading!r} (it gives {known})"))
    return found
