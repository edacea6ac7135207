"""A real MCP client plays a whole case, from complaint to verified end, over both transports, on a real server."""

import re
import sys

import anyio
import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from tests.acceptance.server import ROOT, Server, Visitor

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.timeout(240)]

COMPLAINT = "L'imprimante affiche bourrage papier et rien ne sort"
MOST_STEPS = 40


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    made = Server(tmp_path_factory.mktemp("mcp") / "data")
    made.data.mkdir()
    try:
        made.start(patience=180)
        yield made
    finally:
        made.kill()


@pytest.fixture(scope="module")
def key(server):
    visitor = Visitor(server.url)
    visitor.sign_in("thierry.morel", server.password("others"))
    areas = {"tickets": "write", "diagnosis": "write", "machines": "read", "knowledge": "read"}
    scopes = {f"scope_{area}": f"{area}:{level}" for area, level in areas.items()}
    page = visitor.post("/account/keys/", name="model", days="30", **scopes)
    return re.search(r'value="(tnv_[\w-]+)"', page)[1]


def over_http(server, key, query=""):
    line = httpx2.AsyncClient(headers={"Authorization": f"Bearer {key}"}, timeout=60)
    return Client(streamable_http_client(f"{server.url}/mcp/{query}", http_client=line))


def over_stdio(server, key, *options):
    environment = {"TOURNEVIS_DATA": str(server.data), "TOURNEVIS_TOKEN": key, "PYTHONPATH": str(ROOT / "src")}
    command = ["-m", "tournevis.cli", "mcp", *options]
    return Client(StdioServerParameters(command=sys.executable, args=command, env=environment, cwd=str(ROOT)))


async def call(client, tool, **given):
    answer = await client.call_tool(tool, given)
    assert not answer.is_error, answer.content
    return answer.structured_content


async def play(client):
    """Follow the engine until a remedy worked: "I don't know" to each question, "solved" to the first remedy."""
    opened = await call(client, "open_case", complaint=COMPLAINT)
    number, standing, trace = opened["case"]["number"], opened["diagnosis"], []
    await call(client, "take_case", number=number)
    for _step in range(MOST_STEPS):
        step = standing["step"]
        trace.append(step["kind"])
        if step["kind"] == "done":
            break
        told = {"number": number, "seen": standing["seen"]}
        if step["kind"] in ("question", "probe"):
            standing = await call(client, "answer_question", fact=step["id"], answer=None, **told)
        elif step["remedy"]["consent"]:
            standing = await call(client, "tell_outcome", remedy=step["id"], verdict="refused", **told)
        else:
            standing = await call(client, "tell_outcome", remedy=step["id"], verdict="solved", **told)
    solved = await call(client, "solve_case", number=number, explanation="Une feuille coincée.", minutes=5)
    return solved["case"], trace, await call(client, "get_case", number=number)


@pytest.mark.parametrize("transport", [over_http, over_stdio])
def test_a_client_plays_a_case_from_its_complaint_to_its_verified_end(server, key, transport):
    async def story():
        async with transport(server, key) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert {"open_case", "get_diagnosis", "tell_outcome", "search_knowledge", "list_machines"} <= names
            return await play(client)

    solved, trace, whole = anyio.run(story)

    assert solved["state"] == "solved"
    assert trace[-2:] == ["remedy", "done"]
    assert "Une feuille coincée." in [entry["text"] for entry in whole["timeline"]]


@pytest.mark.parametrize(("transport", "option"), [(over_http, "?mode=read-only"), (over_stdio, "--read-only")])
def test_a_door_for_reading_changes_nothing(server, key, transport, option):
    async def story():
        async with transport(server, key, option) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert "open_case" not in names
            return await client.call_tool("open_case", {"complaint": COMPLAINT}), await call(client, "list_cases")

    refused, listed = anyio.run(story)

    assert refused.is_error
    assert listed["cases"]


@pytest.mark.parametrize(("transport", "option"), [(over_http, "?mode=dry-run"), (over_stdio, "--dry-run")])
def test_a_dry_run_tells_what_would_be_and_takes_it_back(server, key, transport, option):
    async def story():
        async with transport(server, key, option) as client:
            before = await call(client, "list_cases", state="all")
            tried = await call(client, "open_case", complaint=COMPLAINT)
            return before, tried, await call(client, "list_cases", state="all")

    before, tried, after = anyio.run(story)

    assert tried["dry_run"] is True
    assert tried["diagnosis"]["step"]
    assert after == before


def test_every_call_is_in_the_log_of_acts(server, key):
    async def story():
        async with over_http(server, key) as client:
            await call(client, "search_knowledge", words="bourrage")

    anyio.run(story)
    visitor = Visitor(server.url)
    visitor.sign_in("admin", server.password("admin"))

    assert "search_knowledge" in visitor.get("/settings/activity/?act=mcp.call")


def test_without_a_good_key_there_is_no_door(server):
    answer = httpx2.post(f"{server.url}/mcp/", headers={"Authorization": "Bearer tnv_wrong"}, json={})

    assert answer.status_code == 401
    assert httpx2.get(f"{server.url}/mcp/").status_code == 405
