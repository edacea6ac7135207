"""A room imports only from floors below its own, or from those named before it on its own floor."""

from functools import cache

import grimp
import pytest

# Lowest first; a room may import each room in a line above its own, and those left of it in its own line.
FLOORS = [
    ["facts", "troubleshooting", "probing", "language"],
    ["vault", "people", "signon", "files", "outbox", "search", "knowledge", "assets"],
    ["desk", "diagnosis"],
    ["authoring", "operations"],
    ["workbench"],
    ["portal"],
    ["api"],
    ["project"],
    ["cli"],
]
# On the roof no door opens into another: what the order above would allow between them is forbidden too.
STRANGERS = [
    ("portal", "workbench"),
    ("cli", "workbench"),
    ("cli", "portal"),
    ("api", "workbench"),
    ("api", "portal"),
]
GROUND = FLOORS[0]
NOT_ON_THE_GROUND = ("django", "sqlite3")


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("tournevis", include_external_packages=True, cache_dir=None)


def room(module: str) -> str:
    """`tournevis.desk.rules` -> desk; a module of no room (tournevis.testing) -> itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "tournevis" else module


def imports() -> set[tuple[str, str, str, str]]:
    """(importing room, imported room, importing module, imported module), tests left out."""
    found = set()
    for module in graph().modules:
        if not module.startswith("tournevis.") or ".tests" in module or module.endswith((".testing", "settings_test")):
            continue
        for imported in graph().find_modules_directly_imported_by(module):
            found.add((room(module), room(imported), module, imported))
    return found


def order() -> dict[str, int]:
    return {name: position for position, name in enumerate(name for floor in FLOORS for name in floor)}


def test_every_room_has_its_floor():
    rooms = {room(module) for module in graph().modules if module.startswith("tournevis.")}

    assert rooms - {"testing", "locale", "faultbase"} == set(order())


def test_a_room_imports_only_from_below():
    place = order()

    upward = [
        f"{module} imports {imported}"
        for above, below, module, imported in imports()
        if above in place and below in place and place[below] > place[above]
    ]

    assert upward == []


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_no_door_opens_into_another(one, other):
    assert [m for a, b, m, _i in imports() if {a, b} == {one, other}] == []


def test_the_ground_floor_knows_no_django_and_no_database():
    outside = [
        f"{module} imports {imported}"
        for above, _below, module, imported in imports()
        if above in GROUND and imported.split(".")[0] in NOT_ON_THE_GROUND
    ]

    assert outside == []


def test_no_two_modules_import_each_other_in_a_circle():
    edges: dict[str, set[str]] = {}
    for _a, _b, module, imported in imports():
        if imported.startswith("tournevis."):
            edges.setdefault(module, set()).add(imported)

    assert circles(edges) == []


def circles(edges: dict[str, set[str]]) -> list[list[str]]:
    """Strongly connected modules, two or more together (Tarjan 1972), found without recursion."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []
    for root in sorted(edges):
        if root in index:
            continue
        work = [(root, iter(sorted(edges.get(root, ()))))]
        index[root] = low[root] = len(index)
        stack.append(root)
        while work:
            node, rest = work[-1]
            following = next(rest, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    at = stack.index(node)
                    if len(group := stack[at:]) > 1:
                        found.append(sorted(group))
                    del stack[at:]
            elif following not in index:
                index[following] = low[following] = len(index)
                stack.append(following)
                work.append((following, iter(sorted(edges.get(following, ())))))
            elif following in stack:
                low[node] = min(low[node], index[following])
    return found


def test_the_terminal_starts_without_django():
    reached = graph().find_shortest_chain("tournevis.cli.main", "django")

    assert reached is None
