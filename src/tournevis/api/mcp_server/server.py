"""The server of tools, and its two transports: HTTP within the site, stdio by `tournevis mcp`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import anyio
from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations

import tournevis
from tournevis.api.mcp_server import acting, reading
from tournevis.api.mcp_server.calling import CALLER, Caller, Mode, guarded

INSTRUCTIONS = """You help somebody whose computer, printer or network does not work, or the technician who helps him.
Open a case in his own words, then follow the diagnosis: each answer holds the next step, chosen by the engine. Put its
question or remedy to the user as it stands; answer only with what he says; never invent a finding. A remedy counts once
its check was done. What asks for consent is agreed to in the product itself. When nothing is left, hand over."""


def build(mode: Mode) -> MCPServer[Any]:
    """The server with the tools of a mode: without those that change anything where it is for reading only."""
    server: MCPServer[Any] = MCPServer("tournevis", version=tournevis.__version__, instructions=INSTRUCTIONS)
    for tool, door in (reading.TOOLS | acting.TOOLS).items():
        if door.writes and mode == "read-only":
            continue
        hints = ToolAnnotations(read_only_hint=not door.writes, destructive_hint=False)
        server.add_tool(guarded(tool, door), annotations=hints, structured_output=True)
    return server


def serve_stdio(caller: Caller) -> None:
    """Speak over this process's input and output until it ends."""
    CALLER.set(caller)
    anyio.run(build(caller.mode).run_stdio_async)


@dataclass
class Answer:
    """What the server answers to one request."""

    status: int = 500
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


async def answer(caller: Caller, headers: Mapping[str, str], body: bytes) -> Answer:
    """Answer one request of the HTTP transport, without sessions and without a stream: a request, a response."""
    CALLER.set(caller)
    # Whose request it is was told by its key, which no other site knows: the check of hosts would add nothing.
    open_to_all = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = build(caller.mode).streamable_http_app(
        json_response=True, stateless_http=True, transport_security=open_to_all, streamable_http_path="/"
    )
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/",
        "raw_path": b"/",
        "root_path": "",
        "query_string": b"",
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
        "client": None,
        "server": ("localhost", 80),
    }
    found, gone = Answer(), anyio.Event()
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if waiting:
            return waiting.pop()
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            found.status = message["status"]
            found.headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in message["headers"]]
        else:
            found.body += message.get("body", b"")

    async with app.router.lifespan_context(app):
        await app(scope, receive, send)
        gone.set()
    return found
