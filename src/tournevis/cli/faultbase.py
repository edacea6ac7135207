"""`tournevis faultbase lint`: every broken rule of a fault base, with file and line."""

import argparse
import sys
from pathlib import Path

from tournevis import probing
from tournevis.troubleshooting import Base, PackError, Remark, load_base


def main(argv: list[str]) -> int:
    """Lint a base; exit code 0 when it is whole, 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="tournevis faultbase", description="Work on the fault base.")
    parser.add_argument("act", choices=("lint",))
    parser.add_argument("folder", nargs="?", type=Path, help="default: the base that is shipped")
    options = parser.parse_args(argv)
    try:
        base = load_base(options.folder)
    except PackError as error:
        print(error, file=sys.stderr)
        return 1
    remarks = probe_remarks(base)
    for remark in remarks:
        print(remark, file=sys.stderr)
    if not remarks:
        counts = (
            (base.faults, "faults"),
            (base.remedies, "remedies"),
            (base.facts, "facts"),
            (base.symptoms, "symptoms"),
        )
        print(", ".join(f"{len(items)} {name}" for items, name in counts), f"in {len(base.families)} families: whole")
    return 1 if remarks else 0


def probe_remarks(base: Base) -> list[Remark]:
    """Ways that name a probe or a reading which no probe of this version gives, or of another type."""
    found = []
    for fact in base.facts.values():
        for way in fact.ways:
            if way.probe is None:
                continue
            probe = probing.catalogue.get(way.probe)
            if probe is None:
                found.append(Remark("facts", 0, f"{fact.id}: unknown probe {way.probe!r}"))
            elif way.reading not in {datum.name for datum in probe.gives}:
                known = ", ".join(datum.name for datum in probe.gives)
                found.append(Remark("facts", 0, f"{fact.id}: {way.probe} gives no {way.reading!r} (it gives {known})"))
    return found
