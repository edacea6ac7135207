"""Acts on machines."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from tournevis.api import finding, holding
from tournevis.api.door import BearerToken, asker
from tournevis.api.importing import plan_shown
from tournevis.api.routes.machines import router
from tournevis.api.schemas.common import Key
from tournevis.api.schemas.machines import (
    HolderGiven,
    MachineChange,
    MachineShape,
    NewMachine,
    PlanShape,
    Table,
)
from tournevis.assets import rules
from tournevis.assets.models import Asset
from tournevis.assets.queries import holder_of
from tournevis.people.models import User

KEEP = BearerToken("machines:write", "assets.edit")
IMPORT = BearerToken("machines:write", "assets.import")
EMPTY = frozenset({"site", "bought_on", "warranty_until"})


@router.post("/machines", auth=KEEP, response={201: MachineShape}, operation_id="add_machine")
def add_machine(request: HttpRequest, given: NewMachine) -> MachineShape:
    """Add a machine."""
    by = asker(request)
    return _shown(rules.save_asset(by.organisation, by=by, **_fields(by, given)), by)


@router.patch("/machines/{int:key}", auth=KEEP, response=MachineShape, operation_id="change_machine")
def change_machine(request: HttpRequest, key: Key, change: MachineChange) -> MachineShape:
    """Change a machine; what is changed so is kept from imports."""
    by = asker(request)
    with holding.machine(request, key) as asset:
        return _shown(rules.save_asset(by.organisation, by=by, asset=asset, **_fields(by, change)), by)


@router.post("/machines/{int:key}/hand-over", auth=KEEP, response=MachineShape, operation_id="hand_machine_over")
def hand_machine_over(request: HttpRequest, key: Key, to: HolderGiven) -> MachineShape:
    """Give the machine to a person or to a site, or take it back."""
    by = asker(request)
    with holding.machine(request, key) as asset:
        rules.give(asset, finding.person(by, to.person) or finding.site(by, to.site), by=by, now=timezone.now())
        return _shown(asset, by)


@router.post("/machines/{int:key}/unlock", auth=KEEP, response=MachineShape, operation_id="unlock_machine")
def unlock_machine(request: HttpRequest, key: Key) -> MachineShape:
    """Let imports change every field of the machine again."""
    with holding.machine(request, key) as asset:
        rules.unlock(asset, by=asker(request))
        return _shown(asset, asker(request))


@router.post("/machines/import", auth=IMPORT, response=PlanShape, operation_id="import_machines")
def import_machines(request: HttpRequest, table: Table) -> PlanShape:
    """Bring machines in from a CSV table, or tell what that would do."""
    by = asker(request)
    if table.dry_run:
        return plan_shown(rules.plan_assets(table.csv, by=by), done=False)
    return plan_shown(rules.import_assets(table.csv, by=by, now=timezone.now()), done=True)


def _fields(by: User, given: MachineChange) -> dict[str, Any]:
    fields = given.model_dump(exclude_unset=True)
    if "site" in fields:
        fields["site"] = finding.site(by, fields["site"])
    return finding.told(fields, may_be_null=EMPTY)


def _shown(asset: Asset, user: User) -> MachineShape:
    fresh = finding.seen_machine(user, asset.pk)
    return MachineShape.of(fresh, holder_of(fresh))
