"""What is wrong with a tree, so that it is refused; and what it lacks, so that its author knows."""

from collections.abc import Iterator
from dataclasses import dataclass

from tournevis.troubleshooting.packs.content import MOST_LETTERS
from tournevis.troubleshooting.packs.safe import harmless
from tournevis.troubleshooting.quality.rules import MOST_ANSWERS

from .tree import MOST_NODES, MOST_PATHS, Node, Said, Tree, TreeError, TreeRemark, Way

ASSUMED_MINUTES = 5.0
CHECK = {"fr": "Vérifiez que le souci a disparu.", "en": "Check that the trouble is gone."}


@dataclass(frozen=True)
class Report:
    """A tree that can be imported.

    Attributes:
        ways: those that can be gone, from the root to a leaf that does something.
        lacks: what its author did not tell, with what is assumed instead.
        dead_ends: leaves that hand over.
    """

    tree: Tree
    ways: tuple[Way, ...]
    lacks: tuple[TreeRemark, ...]
    dead_ends: tuple[Node, ...]


def judge(tree: Tree) -> Report:
    """The tree with its ways and what it lacks.

    Raises:
        TreeError: everything for which it cannot be imported, each with its place.
    """
    wrong = list(_wrong(tree))
    if wrong:
        raise TreeError(wrong)
    ways = []
    for way in tree.paths():
        ways.append(way)
        if len(ways) > MOST_PATHS:
            raise TreeError([TreeRemark("too_many_ways", tree.file, data={"most": MOST_PATHS})])
    gone = tuple(way for way in ways if not _torn(way))
    if not any(not way.leaf.hand_over for way in gone):
        raise TreeError([TreeRemark("empty", tree.file)])
    dead = tuple({way.leaf.id: way.leaf for way in gone if way.leaf.hand_over}.values())
    cured = tuple(way for way in gone if not way.leaf.hand_over)
    return Report(tree, cured, tuple(_lacks(tree, ways)), dead)


def _wrong(tree: Tree) -> Iterator[TreeRemark]:
    if not tree.nodes:
        yield TreeRemark("empty", tree.file)
        return
    if len(tree.nodes) > MOST_NODES:
        yield TreeRemark("too_many", tree.file, data={"most": MOST_NODES})
        return
    if tree.start not in tree.nodes:
        yield TreeRemark("no_start", tree.file, data={"start": tree.start})
        return
    for node in tree.nodes.values():
        yield from _wrong_node(tree, node)
    if not any(node.answers for node in tree.nodes.values()):
        yield TreeRemark("no_question", tree.file)
    yield from _cycle(tree)


def _wrong_node(tree: Tree, node: Node) -> Iterator[TreeRemark]:
    def at(code: str, line: int = 0, **data: object) -> TreeRemark:
        return TreeRemark(code, tree.file, line or node.line, node.id, data)

    if node.is_leaf and not node.said:
        yield at("no_remedy")
    elif not node.said:
        yield at("no_text")
    if len(node.answers) == 1:
        yield at("one_answer")
    if len(node.answers) > MOST_ANSWERS:
        yield at("many_answers", count=len(node.answers))
    seen: set[str] = set()
    for answer in node.answers:
        text = _any(answer.said)
        if not text:
            yield at("no_answer_text", answer.line, to=answer.to)
        elif text.casefold() in seen:
            yield at("same_answer", answer.line, answer=text[:80])
        seen.add(text.casefold())
        if answer.to not in tree.nodes:
            yield at("nowhere", answer.line, answer=text[:80], to=answer.to[:80])
    if node.then and node.then not in tree.nodes:
        yield at("nowhere", answer="→", to=node.then[:80])
    yield from _wrong_texts(tree, node)


def _wrong_texts(tree: Tree, node: Node) -> Iterator[TreeRemark]:
    for said, line in _texts(node):
        for text in said.values():
            if len(text) > MOST_LETTERS:
                yield TreeRemark("too_long", tree.file, line, node.id)
            try:
                harmless(text)
            except ValueError:
                yield TreeRemark("code", tree.file, line, node.id, {"found": text[:60]})


def _texts(node: Node) -> Iterator[tuple[Said, int]]:
    for said in (node.said, node.how, node.cause, node.check, *node.steps):
        yield said, node.line
    for answer in node.answers:
        yield answer.said, answer.line


def _cycle(tree: Tree) -> Iterator[TreeRemark]:
    """The first circle found, with its way round."""
    done: set[str] = set()
    trail: list[str] = []
    todo: list[tuple[str, bool]] = [(place, False) for place in reversed(list(tree.nodes))]
    while todo:
        place, leaving = todo.pop()
        if leaving:
            done.add(trail.pop())
        elif place in trail:
            way = " → ".join([*trail[trail.index(place) :][:12], place])
            yield TreeRemark("cycle", tree.file, tree.nodes[place].line, place, {"way": way})
            return
        elif place not in done:
            trail.append(place)
            todo.append((place, True))
            todo.extend((to, False) for to in tree.nodes[place].leads_to if to in tree.nodes)


def question_key(node: Node) -> tuple[str, tuple[str, ...]]:
    """What tells a question from another: its words and its answers, so that one asked twice is one."""
    return _any(node.said).casefold(), tuple(sorted(_any(answer.said).casefold() for answer in node.answers))


def _torn(way: Way) -> bool:
    """Whether the way asks one question twice and wants two answers."""
    wanted: dict[object, str] = {}
    return any(
        wanted.setdefault(question_key(node), _any(answer.said).casefold()) != _any(answer.said).casefold()
        for node, answer in way.steps
    )


def _lacks(tree: Tree, ways: list[Way]) -> Iterator[TreeRemark]:
    reached = {node.id for way in ways for node in (way.leaf, *(node for node, _answer in way.steps))}
    reached |= _on_the_way(tree)
    torn = {way.leaf.id for way in ways if _torn(way)} - {way.leaf.id for way in ways if not _torn(way)}
    for node in tree.nodes.values():
        if node.id not in reached:
            yield TreeRemark("unreached", tree.file, node.line, node.id)
        elif node.id in torn:
            yield TreeRemark("asked_again", tree.file, node.line, node.id)
        elif node.hand_over:
            yield TreeRemark("dead_end", tree.file, node.line, node.id)
        else:
            yield from _lacks_of(tree, node)
    known = [node for node in tree.nodes.values() if node.id in reached]
    once = sum(1 for node in known for said, _line in _texts(node) if len(said) == 1)
    if once:
        yield TreeRemark("lacks_language", tree.file, data={"count": once})
    if not any(node.share for node in known):
        yield TreeRemark("lacks_share", tree.file)


def _on_the_way(tree: Tree) -> set[str]:
    found, todo = set(), [tree.start]
    while todo:
        place = todo.pop()
        if place not in found:
            found.add(place)
            todo.extend(tree.nodes[place].leads_to)
    return found


def _lacks_of(tree: Tree, node: Node) -> Iterator[TreeRemark]:
    def at(code: str, **data: object) -> TreeRemark:
        return TreeRemark(code, tree.file, node.line, node.id, data)

    if node.answers and not node.how:
        yield at("lacks_how")
    if node.is_leaf:
        if node.minutes is None:
            yield at("lacks_minutes", assumed=f"{ASSUMED_MINUTES:g}")
        if not node.check:
            yield at("lacks_check")
        if not node.steps:
            yield at("lacks_steps")
        if not node.by:
            yield at("lacks_by")


def _any(said: Said) -> str:
    return said.get("fr") or said.get("en") or ""
