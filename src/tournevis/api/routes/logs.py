"""Reading the log of acts, the outbox and the chores; taking the log out."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from tournevis.api.door import BearerToken, asker
from tournevis.api.paging import Paging, paged
from tournevis.api.schemas.common import Text
from tournevis.api.schemas.logs import ActPage, ActShape, ChorePage, ChoreShape, MessagePage, MessageShape
from tournevis.operations.models import ChoreRun
from tournevis.outbox import queries as outbox
from tournevis.people import queries
from tournevis.people.rules import record
from tournevis.people.web import address_of

router = Router(tags=["Logs"])
READ = BearerToken("logs:read", "people.logs")


class Wanted(Schema):
    """Which acts."""

    act: Text = Field("", max_length=60, description="Such as `user.deactivate`.")
    q: Text = Field("", max_length=200, description="Who, or on what.")
    since: AwareDatetime | None = None


class MessagesWanted(Schema):
    """Which messages."""

    state: Text = Field("", max_length=10)
    q: Text = Field("", max_length=200, description="In the address or the subject.")


@router.get("/logs/acts", auth=READ, response=ActPage, operation_id="list_acts")
def list_acts(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> ActPage:
    """The log of acts, newest first."""
    rows = queries.audit_of(asker(request))
    if wanted.act:
        rows = rows.filter(act=wanted.act)
    if wanted.q:
        rows = queries.audit_named(rows, wanted.q)
    if wanted.since:
        rows = rows.filter(at__gte=wanted.since)
    return paged(rows, ("-id",), paging, lambda rows: [ActShape.of(row) for row in rows], ActPage)


@router.get("/logs/acts/export", auth=READ, operation_id="export_acts", openapi_extra={"x-lines": True})
def export_acts(request: HttpRequest) -> HttpResponseBase:
    """The whole log, oldest first, one JSON object a line, with its chain; that it was taken out is itself noted."""
    user = asker(request)
    record(user, "list.export", "log of acts", address=address_of(request))
    rows = queries.audit_of(user).order_by("number").iterator(500)

    def lines() -> Iterator[str]:
        for entry in rows:
            yield json.dumps(ActShape.of(entry).model_dump(mode="json"), ensure_ascii=False) + "\n"

    return StreamingHttpResponse(lines(), content_type="application/x-ndjson")


@router.get("/logs/messages", auth=READ, response=MessagePage, operation_id="list_messages")
def list_messages(request: HttpRequest, wanted: Query[MessagesWanted], paging: Query[Paging]) -> MessagePage:
    """The outbox, newest first."""
    rows = outbox.chosen(outbox.messages_of(asker(request)), wanted.state, wanted.q)
    return paged(rows, ("-id",), paging, lambda rows: [MessageShape.of(row) for row in rows], MessagePage)


@router.get("/logs/chores", auth=READ, response=ChorePage, operation_id="list_chores")
def list_chores(request: HttpRequest, paging: Query[Paging]) -> ChorePage:
    """The daily chores done, newest first."""
    rows = ChoreRun.objects.filter(organisation=asker(request).organisation_id)
    return paged(rows, ("-id",), paging, lambda rows: [ChoreShape.of(row) for row in rows], ChorePage)
