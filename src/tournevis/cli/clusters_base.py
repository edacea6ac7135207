"""The part of `tournevis bench clusters` that is played on a fault base: visits for several steps, two faults."""

from dataclasses import replace
from typing import Any

import numpy as np

from tournevis.troubleshooting import Allowance, Model
from tournevis.troubleshooting.pairs import draw_pairs
from tournevis.troubleshooting.pairs import play as play_pair
from tournevis.troubleshooting.problem import Array
from tournevis.troubleshooting.strategy import Strategy
from tournevis.troubleshooting.structure import plan
from tournevis.troubleshooting.worlds import draw, play

ALLOWANCE = Allowance(reader_probes=True)
PAIRS_BUDGET = 5_000
SIDES = 1.96  # standard errors to each side of a 95 % interval


def visits(model: Model, cases: int) -> dict[str, Any]:
    """Cases of faults that a visit may repair: set-ups foreseen against each step charged by itself, paired."""
    rng, odds = np.random.default_rng(0), _visited(model)
    hidden = [draw(model, model.faults[int(f)], rng) for f in rng.choice(len(odds), cases, p=odds)]
    foreseen = Strategy(model, ALLOWANCE)
    charged = Strategy(model, ALLOWANCE, planner=lambda problem, budget: plan(replace(problem, setups=None), budget))
    ours, theirs = (np.array([play(model, case, by.step).cost for case in hidden]) for by in (foreseen, charged))
    saved = theirs - ours
    return {
        "cases": cases,
        "foreseen": float(ours.mean()),
        "each step charged by itself": float(theirs.mean()),
        "saved": float(saved.mean()),
        "saved_plus_minus": float(SIDES * saved.std() / np.sqrt(cases)),
        "decided otherwise": int((saved != 0).sum()),
    }


def _visited(model: Model) -> Array:
    """The prior over the faults that a remedy with the set-up `on_site` may repair."""
    remedies = model.base.remedies
    visited = [any("on_site" in remedies[use.use].setups for use in f.remedies) for f in model.base.faults.values()]
    odds = np.append(np.where(visited, model.prior[:-1], 0.0), 0.0)
    return np.asarray(odds / odds.sum())


def pairs(model: Model, cases: int) -> list[dict[str, Any]]:
    """Two faults at once that can both be repaired: how often both are, with the right answer and without it."""
    rows = []
    for family in (True, False):
        drawn = draw_pairs(model, cases, np.random.default_rng(0), family=family)
        for noticed in (True, False):
            strategy = Strategy(model, ALLOWANCE, PAIRS_BUDGET)
            played = [play_pair(model, replace(pair, noticed=noticed), strategy.step) for pair in drawn]
            repaired = np.array([len(one.repaired) for one in played])
            rows.append(
                {
                    "pairs": "of one family" if family else "of any",
                    "told": "better, but not gone" if noticed else "not solved",
                    "cases": cases,
                    "both repaired": float((repaired == 2).mean()),
                    "one": float((repaired == 1).mean()),
                    "cost": float(np.mean([one.cost for one in played])),
                    "remedies": float(np.mean([len(one.tried) for one in played])),
                }
            )
    return rows
