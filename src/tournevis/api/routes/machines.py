"""Reading machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from tournevis.api import finding
from tournevis.api.door import BearerToken, asker
from tournevis.api.paging import Paging, paged
from tournevis.api.schemas.common import Key, Text
from tournevis.api.schemas.machines import (
    HoldingShape,
    KindWord,
    MachinePage,
    MachineShape,
    ReadingShape,
    StatusWord,
)
from tournevis.assets import queries
from tournevis.assets.models import Asset

router = Router(tags=["Machines"])
READ = BearerToken("machines:read")
ORDERS = {"name": ("name", "id"), "newest": ("-id",)}


class Wanted(Schema):
    """Which machines."""

    q: Text = Field("", max_length=200, description="Words of the name, maker, model, serial, address or holder.")
    kind: KindWord | None = None
    status: list[StatusWord] = Field([], description="One or several; all by default.")
    site: Key | None = None
    holder: Key | None = None
    updated_since: AwareDatetime | None = None
    order: Literal["name", "newest"] = "name"


@router.get("/machines", auth=READ, response=MachinePage, operation_id="list_machines")
def list_machines(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> MachinePage:
    """The machines that I may see: those of the organisation, or those in my hands."""
    rows = queries.named(queries.assets_of(asker(request)), wanted.q)
    plain = {"kind": wanted.kind, "site": wanted.site, "updated_at__gte": wanted.updated_since}
    rows = rows.filter(**{name: value for name, value in plain.items() if value is not None})
    if wanted.status:
        rows = rows.filter(status__in=wanted.status)
    if wanted.holder is not None:
        rows = rows.filter(holdings__holder=wanted.holder, holdings__until__isnull=True)
    return paged(queries.with_holder(rows), ORDERS[wanted.order], paging, _shown, MachinePage)


@router.get("/machines/{int:key}", auth=READ, response=MachineShape, operation_id="get_machine")
def get_machine(request: HttpRequest, key: Key) -> MachineShape:
    """One machine."""
    asset = finding.seen_machine(asker(request), key)
    return MachineShape.of(asset, queries.holder_of(asset))


@router.get("/machines/{int:key}/readings", auth=READ, response=list[ReadingShape], operation_id="list_readings")
def list_readings(request: HttpRequest, key: Key) -> list[ReadingShape]:
    """What the machine last said of itself."""
    return [ReadingShape.of(fact) for fact in finding.seen_machine(asker(request), key).facts.all()]


@router.get("/machines/{int:key}/holdings", auth=READ, response=list[HoldingShape], operation_id="list_holdings")
def list_holdings(request: HttpRequest, key: Key) -> list[HoldingShape]:
    """Who or what has and had it, the last twenty first; a plain user is told of himself only."""
    user = asker(request)
    rows = finding.seen_machine(user, key).holdings.select_related("holder", "site")
    if not user.is_reader:
        rows = rows.filter(holder=user)
    return [HoldingShape.of(holding) for holding in rows[:20]]


def _shown(rows: Sequence[Asset]) -> list[MachineShape]:
    return [MachineShape.of(asset, next(iter(getattr(asset, "current", [])), None)) for asset in rows]
