"""Tools that read: cases, machines, knowledge. Their docstrings are what a model reads of them."""

from typing import Any, Literal

from django.http import QueryDict

from tournevis.api import cases, finding, knowing
from tournevis.api.mcp_server.calling import Door, Tool, user
from tournevis.api.schemas.machines import MachineShape, ReadingShape
from tournevis.api.schemas.tickets import TicketBrief, TicketShape
from tournevis.assets import queries as assets
from tournevis.desk import queries as desk
from tournevis.people.paging import page

MOST = 25


def list_cases(state: Literal["open", "all"] = "open") -> dict[str, Any]:
    """The cases that I may see: the open ones, most acute first, or all, newest first. At most 25."""
    rows = desk.open_by_acuity(user()) if state == "open" else cases.visible(user()).order_by("-id")
    return {"cases": [TicketBrief.of(ticket).model_dump(mode="json") for ticket in rows[:MOST]]}


def search_cases(words: str) -> dict[str, Any]:
    """Cases that hold every word, best first; a number finds its case. At most 25."""
    found = desk.search(user(), words[:200]).tickets[:MOST]
    return {"cases": [TicketBrief.of(ticket).model_dump(mode="json") for ticket in found]}


def get_case(number: int) -> dict[str, Any]:
    """One case, with the last things that were said and done."""
    ticket = cases.found(user(), number)
    rows = page(desk.timeline(ticket, user()), ("-id",), QueryDict(), size=MOST).rows
    told = [entry.model_dump(mode="json", exclude={"data"}) for entry in cases.entries(rows, user())]
    return {"case": TicketShape.of(ticket).model_dump(mode="json"), "timeline": told[::-1]}


def get_diagnosis(number: int) -> dict[str, Any]:
    """Where the diagnosis of a case stands, and the next step, which the engine chose: put it to the user as it is."""
    return cases.standing(cases.found(user(), number), user()).model_dump(mode="json")


def list_machines(words: str = "") -> dict[str, Any]:
    """Machines that I may see, by words of the name, model, serial number or holder. At most 25."""
    rows = assets.with_holder(assets.named(assets.assets_of(user()), words[:200])).order_by("name", "id")[:MOST]
    shown = [MachineShape.of(asset, next(iter(getattr(asset, "current", [])), None)) for asset in rows]
    return {"machines": [machine.model_dump(mode="json") for machine in shown]}


def get_machine(machine: int) -> dict[str, Any]:
    """One machine by its id, with what it last said of itself."""
    asset = finding.seen_machine(user(), machine)
    readings = [ReadingShape.of(fact).model_dump(mode="json") for fact in asset.facts.all()]
    return {"machine": MachineShape.of(asset, assets.holder_of(asset)).model_dump(mode="json"), "readings": readings}


def search_knowledge(words: str) -> dict[str, Any]:
    """Faults of the base that hold every word, best first."""
    return {"faults": [one.model_dump(mode="json") for one in knowing.searched(user(), words[:200], MOST)]}


def get_fault(fault: str, system: Literal["windows", "macos", "linux", "device"] = "windows") -> dict[str, Any]:
    """A fault of the base: what it is, its remedies, what worked here."""
    return knowing.fault(user(), fault, system).model_dump(mode="json")


TOOLS: dict[Tool, Door] = {
    list_cases: Door("tickets:read"),
    search_cases: Door("tickets:read"),
    get_case: Door("tickets:read"),
    get_diagnosis: Door("diagnosis:read"),
    list_machines: Door("machines:read"),
    get_machine: Door("machines:read"),
    search_knowledge: Door("knowledge:read", "knowledge.read"),
    get_fault: Door("knowledge:read", "knowledge.read"),
}
