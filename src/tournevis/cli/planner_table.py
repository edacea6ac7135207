"""The whole table of `tournevis bench planner`, part by part."""

import sys
from collections.abc import Callable, Collection
from typing import Any

from .planner_growth import exponent, growth
from .planner_optimum import budgets, larger, optimum
from .planner_paired import paired

PARTS = ("optimum", "budgets", "larger", "growth", "paired")
HOW_LONG = (
    "The whole table takes an hour or so on one core, half of it for the part paired. Small: --count 8 --cases 40 "
    "--growth 8, some minutes."
)
Rows = list[dict[str, Any]]


def table(count: int, cases: int, growing: int, parts: Collection[str] = PARTS) -> dict[str, Rows]:
    """The rows of each part that is asked for.

    Args:
        count: instances of each family and size.
        cases: hidden cases of each size of part of the real base; growing: of each made-up base.
    """
    makes: dict[str, Callable[[], Rows]] = {
        "optimum": lambda: optimum(count),
        "budgets": lambda: budgets(count),
        "larger": lambda: larger(count),
        "growth": lambda: growth(growing),
        "paired": lambda: paired(cases),
    }
    found = {part: _told(part, makes[part]) for part in PARTS if part in parts}
    return {**found, "growth_exponent": exponent(found["growth"])} if "growth" in found else found


def _told(part: str, make: Callable[[], Rows]) -> Rows:
    print(f"{part} …", file=sys.stderr, flush=True)
    return make()
