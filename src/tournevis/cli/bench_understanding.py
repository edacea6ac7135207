"""`tournevis bench understanding FILE`: how often the right fault and family stand at the top, from words alone."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

from tournevis.language.measuring import FAMILY_RANKS, RANKS, BadFile, Bench, measure, read_complaints
from tournevis.troubleshooting import PackError, load_base

SHOWN_MISSES = 10


def main(argv: list[str]) -> int:
    """Measure the understanding on a file; exit code 1 when the file or the base cannot be used."""
    options = _parser().parse_args(argv)
    try:
        base = load_base(options.faultbase)
        complaints, left_out = read_complaints(options.file, base)
        found = {"base": base.version, "faults": len(base.faults), **measure(Bench(base, perf_counter), complaints)}
    except (BadFile, PackError) as error:
        print(f"tournevis bench understanding: {error}", file=sys.stderr)
        return 1
    found["left_out"] = left_out
    print(json.dumps(found, ensure_ascii=False, indent=1) if options.json else "\n".join(table(found)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tournevis bench",
        description="Rank the faults for each complaint of a file by its words, before any question.",
        epilog="Shares are between 0 and 1. A case whose fault the base does not have is left out.",
    )
    parser.add_argument("what", choices=("understanding",))
    parser.add_argument("file", type=Path, metavar="FILE", help="a YAML list of {id, language, complaint, fault}")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--faultbase", type=Path, metavar="FOLDER", help="another base than the one that is shipped")
    return parser


def table(found: Mapping[str, Any]) -> Iterable[str]:
    """The measures for people."""
    names = (*RANKS, *FAMILY_RANKS)
    rows = [("all", found), *found["languages"].items()]
    if "after_answers" in found:
        rows.append(("after answers", found["after_answers"]))
    yield f"{'':14} {'cases':>6} " + " ".join(f"{name:>20}" for name in names)
    for label, row in rows:
        cells = " ".join(f"{_percent(row[name], row['intervals'][name]):>20}" for name in names)
        yield f"{label:14} {row['cases']:>6} {cells}"
    other = found["other"]
    found_at = ", ".join(f"{other[f'found_at_{share}']} at {share} %" for share in (5, 10))
    yield f"outside the base: {other['cases']} complaints, found {found_at} of true ones sent on"
    yield f"{found['ms']} ms a complaint (median), {found['ms_longest']} at most; {found['left_out']} left out"
    for miss in found["misses"][:SHOWN_MISSES]:
        yield f"  {miss['id']}: {miss['complaint'][:70]!r} is {', '.join(miss['fault'])}, not {miss['first'][0]}"


def _percent(share: float | None, bounds: tuple[float, float]) -> str:
    return "-" if share is None else f"{100 * share:.1f} [{100 * bounds[0]:.0f}-{100 * bounds[1]:.0f}]"
