"""How a decision grows with the base: its time, the memory, and the cost over the bound, on made-up bases.

Each size is measured in an interpreter of its own with one thread, so that memory and times are that size's alone:
`python -m tournevis.cli.planner_growth FAULTS CASES` prints one row as JSON.
"""

import json
import os
import subprocess
import sys
import time
from typing import Any

import numpy as np

from tournevis.troubleshooting import Allowance, Model, bounds, compile_model
from tournevis.troubleshooting.advice import Step, advise
from tournevis.troubleshooting.generate import sparse_base
from tournevis.troubleshooting.paired import mean, play
from tournevis.troubleshooting.state import State
from tournevis.troubleshooting.whole import whole
from tournevis.troubleshooting.worlds import Hidden, draw_many

FAULTS = (30, 125, 250, 500, 1_000, 2_000)
FITTED = 125  # faults from which the exponent is fitted
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
PEAK = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
MEGABYTE = 1_024  # in the kilobytes of ru_maxrss


def growth(cases: int) -> list[dict[str, Any]]:
    """One row a size, with the memory above a bare interpreter with numpy."""
    bare = float(_alone("-c", f"import numpy; {PEAK}"))
    rows = [json.loads(_alone("-m", __name__, str(faults), str(cases))) for faults in FAULTS]
    return [{**row, "megabytes_above_bare": (row.pop("peak_kilobytes") - bare) / MEGABYTE} for row in rows]


def _alone(*words: str) -> str:
    """What Python prints in a process of its own."""
    environment = {**os.environ, **ONE_THREAD}
    return subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=True).stdout


def exponent(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The power of the number of faults with which the time of a decision grows, by least squares of logarithms."""
    fitted = [row for row in rows if row["faults"] >= FITTED]
    faults = np.log([row["faults"] for row in fitted])
    return [
        {"time": name, "exponent": float(np.polyfit(faults, np.log([row[name] for row in fitted]), 1)[0])}
        for name in ("ms_median", "ms_99th")
    ]


def grown(faults: int, cases: int) -> dict[str, Any]:
    """Processor time of decisions, and cost over the bound, on a made-up base over simulated cases."""
    model = compile_model(sparse_base(faults, faults * 3 // 2, faults // 2))
    hidden = draw_many(model, cases, np.random.default_rng(0))
    times: list[float] = []
    costs = [play(model, case, _timed(model, times), Allowance()).cost for case in hidden]
    quantiles = zip(("ms_median", "ms_95th", "ms_99th"), np.percentile(times, [50, 95, 99]), strict=True)
    return {
        "faults": faults,
        "decisions": len(times),
        **{name: float(value) for name, value in quantiles},
        "peak_kilobytes": _peak(),
        **_over_bound(model, hidden, costs),
    }


def _timed(model: Model, times: list[float]) -> Any:
    def decide(state: State) -> Step:
        start = time.process_time()
        step = advise(model, state, Allowance()).step
        times.append(1000 * (time.process_time() - start))
        return step

    return decide


def _peak() -> int:
    """The most memory that this process ever held, kilobytes."""
    import resource  # only where there is such a thing: not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _over_bound(model: Model, hidden: list[Hidden], costs: list[float]) -> dict[str, float]:
    problem = whole(model)
    known = bounds.known_costs(problem)
    # what luck in drawing the causes adds is taken out: its mean is known exactly
    places = [model.index[case.fault] for case in hidden]
    cost = mean(np.array(costs) - known[places] + model.prior @ known)
    bound = bounds.lower_bound(problem)
    return {
        "cost": cost.value,
        "cost_plus_minus": cost.plus_minus,
        "bound": bound,
        "cause_known": bounds.cause_known(problem),
        "cost_over_bound": cost.value / bound,
    }


if __name__ == "__main__":
    print(json.dumps(grown(int(sys.argv[1]), int(sys.argv[2]))))
