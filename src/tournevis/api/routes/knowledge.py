"""Reading the fault base."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tournevis.api import knowing
from tournevis.api.door import BearerToken, asker
from tournevis.api.schemas.common import Text
from tournevis.api.schemas.knowledge import FaultList, FaultShape

router = Router(tags=["Knowledge"])
READ = BearerToken("knowledge:read", "knowledge.read")


class Wanted(Schema):
    """Which faults."""

    q: Text = Field("", max_length=200, description="Words; without any, the whole family.")
    family: Text = Field("", max_length=80)
    limit: int = Field(20, ge=1, le=1000)


class Told(Schema):
    """For which system the steps are told."""

    system: Literal["windows", "macos", "linux", "device"] = "windows"


@router.get("/knowledge/faults", auth=READ, response=FaultList, operation_id="list_faults")
def list_faults(request: HttpRequest, wanted: Query[Wanted]) -> FaultList:
    """The faults of the base that hold every word, best first; or those of a family."""
    found = (
        knowing.searched(asker(request), wanted.q, wanted.limit)
        if wanted.q.strip()
        else knowing.family(asker(request), wanted.family)
    )
    return FaultList(items=[one for one in found if not wanted.family or one.family == wanted.family][: wanted.limit])


@router.get("/knowledge/faults/{str:fault}", auth=READ, response=FaultShape, operation_id="get_fault")
def get_fault(request: HttpRequest, fault: Text, told: Query[Told]) -> FaultShape:
    """A fault, its remedies, and what worked here."""
    return knowing.fault(asker(request), fault, told.system)
