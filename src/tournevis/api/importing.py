"""An import as a program reads it."""

from __future__ import annotations

from typing import cast

from tournevis.api.schemas.machines import ActWord, PlanShape, RowShape
from tournevis.people.tables import Plan


def plan_shown(plan: Plan, *, done: bool) -> PlanShape:
    """What an import does or did, row by row."""
    rows = [
        RowShape(line=row.line, act=cast("ActWord", row.act), shown=row.shown, errors=row.errors, notes=row.notes)
        for row in plan.rows
    ]
    return PlanShape(
        carried_out=done,
        created=plan.count("create"),
        changed=plan.count("change"),
        same=plan.count("same"),
        left_out=plan.count("error"),
        rows=rows,
    )
