"""The operations as one API, and its description (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override
from ninja import NinjaAPI

import tournevis
from tournevis.api import problems
from tournevis.api.routes import (
    diagnosis,
    diagnosis_acts,
    knowledge,
    logs,
    machine_acts,
    machines,
    me,
    people,
    people_acts,
    settings,
    ticket_acts,
    tickets,
    webhooks,
)
from tournevis.api.schemas.common import ProblemShape

DESCRIPTION = """Everything that the browser can do, for programs. Make a key on your own account page, and send it as
`Authorization: Bearer tnv_…`. Lists are paged by marks; errors are problems (RFC 9457) in your language; a write that
carries an `Idempotency-Key` may be sent again; an `ETag` may be sent back as `If-None-Match`, or as `If-Match` with a
change. See docs/api.md."""
ERRORS = {
    "400": "The request cannot be read.",
    "401": "No good key.",
    "403": "The key does not reach this far, or its person may not.",
    "404": "There is no such thing for this person.",
    "409": "Refused as things stand, or somebody was faster.",
    "412": "It is no longer as the writer saw it.",
    "413": "The request is too large.",
    "422": "Something in the request is wrong.",
    "429": "Too many requests of this key.",
}
READS = ("400", "401", "403", "404", "422", "429")
KEY_HEADER = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "description": "The same for each repetition of this request: it is then done once.",
}


class Api(NinjaAPI):
    """Adds to each operation what holds for all: its problems, and the key of a write."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """The description of the API, in English."""
        with override("en"):
            schema = super().get_openapi_schema(**options)
        schema["components"]["schemas"]["Problem"] = ProblemShape.model_json_schema()
        for path in schema["paths"].values():
            for method, operation in path.items():
                _complete(method, operation)
        return schema


def _complete(method: str, operation: dict[str, Any]) -> None:
    for status in READS if method == "get" else ERRORS:
        shape = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        operation["responses"][status] = {"description": ERRORS[status], "content": shape}
    if method != "get":
        operation["parameters"] = [*operation.get("parameters", []), KEY_HEADER]
    if operation.pop("x-bytes", None):
        operation["responses"][200] = {"description": "OK", "content": {"application/octet-stream": {}}}
    if operation.pop("x-lines", None):
        operation["responses"][200] = {"description": "OK", "content": {"application/x-ndjson": {}}}


api = Api(
    title="Tournevis",
    version=tournevis.__version__,
    description=DESCRIPTION,
    urls_namespace="rest",
    docs_url=None,
    openapi_url="/openapi.json",
)
problems.register(api)
# The acts stand on the routers of what they act on: one address, several methods.
ACTS = (ticket_acts, diagnosis_acts, machine_acts, people_acts)
for room in (me, tickets, diagnosis, machines, people, knowledge, logs, settings, webhooks):
    api.add_router("", room.router)
