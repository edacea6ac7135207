"""`tournevis bench probes`: how many probes the engine saves against reading all of a family's first."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from tournevis.troubleshooting import compile_model, load_base
from tournevis.troubleshooting.sweeps import Saved, compare, probes_of

SEVERAL = 4  # probes from which on a family has something to save


def main(argv: list[str]) -> int:
    """Play the cases and print the table; exit code 0."""
    parser = argparse.ArgumentParser(prog="tournevis bench", description="Measure the probes saved.")
    parser.add_argument("what", choices=("probes",))
    parser.add_argument("--cases", type=int, default=40, help="cases of each family (40: two minutes)")
    parser.add_argument("--budget", type=int, default=500, help="states looked at for one decision (500)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--faultbase", type=Path, metavar="FOLDER", help="another base than the one that is shipped")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    model = compile_model(load_base(options.faultbase))
    families = [family for family in model.base.families if probes_of(model, family)]
    found = [compare(model, family, max(1, options.cases), options.budget, options.seed) for family in families]
    told = summary(found)
    rows = [{**asdict(one), "share": one.share} for one in found]
    print(json.dumps({"families": rows, **told}) if options.json else "\n".join(table(found, told)))
    return 0


def summary(found: Sequence[Saved]) -> dict[str, Any]:
    """The families together, and those with several probes apart."""
    groups = {"all": found, "several": [one for one in found if one.probes >= SEVERAL]}
    return {name: _together(group) for name, group in groups.items() if group}


def _together(found: Sequence[Saved]) -> dict[str, float]:
    names = ("same", "right", "sweep_right", "cost", "sweep_cost")
    means = {name: float(np.mean([getattr(one, name) for one in found])) for name in names}
    return {"families": len(found), "median_share_read": float(np.median([one.share for one in found])), **means}


def table(found: Sequence[Saved], told: dict[str, Any]) -> list[str]:
    """The measures for people."""
    heads = f"{'family':14} {'probes':>6} {'read':>5} {'share':>6} {'same':>6} {'right':>6} {'sweep':>6}"
    lines = [f"{heads} {'cost':>6} {'sweep':>6}"]
    for one in sorted(found, key=lambda saved: -saved.probes):
        shares = " ".join(f"{value:6.2f}" for value in (one.share, one.same, one.right, one.sweep_right))
        lines.append(f"{one.family:14} {one.probes:6} {one.read:5.2f} {shares} {one.cost:6.1f} {one.sweep_cost:6.1f}")
    for name, group in told.items():
        lines.append(f"{name}: " + "  ".join(f"{key} {value:.3g}" for key, value in group.items()))
    return lines
