"""A tree as Mermaid flowchart text: `A{Question?} -->|answer| B[remedy]`."""

import re
from dataclasses import dataclass, field

from .tree import Answer, Node, Said, Tree, TreeError, TreeRemark

_ID = r"[\w][\w.]*(?:-[\w.]+)*"
_SHAPES = (  # opening, closing: the shape does not matter, only the words
    ("((", "))"), ("([", "])"), ("[[", "]]"), ("[(", ")]"), ("{{", "}}"), ("[/", "/]"), ("[\\", "\\]"),
    ("[", "]"), ("(", ")"), ("{", "}"), (">", "]"),
)  # fmt: skip
_SHAPE = "|".join(rf'{re.escape(a)}(?:"[^"]*"|[^"]*?){re.escape(b)}' for a, b in _SHAPES)
_NODE = re.compile(rf"\s*({_ID})\s*({_SHAPE})?(?::::[\w-]+)?\s*")
_LINK = re.compile(
    r"""\s*(?:
    (?:-{2,}>|={2,}>|-\.+->|-{3,}|--[xo])\s*\|(?P<bar>"[^"]*"|[^|]*)\|
  | (?:--|==|-\.)\s*(?P<mid>"[^"]*"|[^->=|\s][^>|]*?)\s*(?:-{2,}>|={2,}>|\.+->)
  | (?:-{2,}>|={2,}>|-\.+->|-{3,})
  )\s*""",
    re.VERBOSE,
)
_SKIPPED = re.compile(r"^(?:%%|subgraph\b|end$|classDef\b|class\b|style\b|linkStyle\b|direction\b|---$)")
_BREAK = re.compile(r"<br\s*/?>|\\n", re.IGNORECASE)
LANGUAGE = "fr"


def parse_mermaid(text: str, name: str) -> Tree:
    """The tree of a flowchart: a node with links out is a question, one without is a leaf.

    In a leaf, what stands after a line break (`<br>`) is a step each; a node with one link out and no answer on it is
    an instruction: it becomes the way to find the next question's answer out, or a step of the next leaf.

    Raises:
        TreeError: every line that is not understood.
    """
    chart = _Chart(name)
    lines = [line.strip() for line in text.splitlines()]
    head = next((place for place, line in enumerate(lines) if re.match(r"(flowchart|graph)\b", line)), None)
    before = lines[: head or 0]
    if head is None or any(line and not line.startswith(("%%", "```", "---", "title:")) for line in before):
        raise TreeError([TreeRemark("not_flowchart", name, 1)])
    for number, line in enumerate(lines[head + 1 :], head + 2):
        if line.startswith("```"):
            break
        # A semicolon ends a statement too, but not one that stands in a text.
        parts = [line] if _SKIPPED.match(line) or re.search(r'["\[({|]', line) else line.split(";")
        for part in (part.strip().rstrip(";") for part in parts):
            if part and not _SKIPPED.match(part):
                chart.take(part, number)
    return chart.tree()


@dataclass
class _Chart:
    file: str
    words: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    links: list[tuple[str, str, str, int]] = field(default_factory=list)
    remarks: list[TreeRemark] = field(default_factory=list)

    def take(self, text: str, line: int) -> None:
        """Take in one statement: a chain of nodes and links."""
        found = self._nodes(text, 0, line)
        place = found[1] if found else 0
        while found is not None and place < len(text):
            link = _LINK.match(text, place)
            after = self._nodes(text, link.end(), line) if link else None
            if link is None or after is None:
                break
            said = _plain(link.group("bar") or link.group("mid") or "")
            self.links += [(one, said, other, line) for one in found[0] for other in after[0]]
            found, place = after, after[1]
        if found is None or place < len(text):
            self.remarks.append(TreeRemark("not_understood", self.file, line, data={"text": text[:80]}))

    def _nodes(self, text: str, place: int, line: int) -> tuple[list[str], int] | None:
        """The nodes at a place (several joined by `&`), and where they end."""
        names: list[str] = []
        while match := _NODE.match(text, place):
            names.append(self._note(match.group(1), match.group(2), line))
            place = match.end()
            if text[place : place + 1] != "&":
                return names, place
            place += 1
        return None

    def _note(self, node: str, shape: str | None, line: int) -> str:
        self.lines.setdefault(node, line)
        words = _inside(shape) if shape else ""
        if words and self.words.get(node, words) != words:
            self.remarks.append(TreeRemark("twice", self.file, line, node, {"first": self.lines[node]}))
        if words:
            self.words[node] = words
        return node

    def tree(self) -> Tree:
        if self.remarks:
            raise TreeError(self.remarks)
        nodes = {node: self._node(node) for node in self.lines}
        led = {to for _from, _said, to, _line in self.links}
        starts = [node for node in nodes if node not in led]
        if len(starts) > 1 and all(nodes[start].leads_to for start in starts):
            raise TreeError([TreeRemark("several_starts", self.file, data={"starts": ", ".join(starts[:6])})])
        start = next((node for node in starts if nodes[node].leads_to), next(iter(nodes), ""))
        return Tree({}, start, nodes, self.file)

    def _node(self, node: str) -> Node:
        parts = [part for part in map(str.strip, _BREAK.split(self.words.get(node, ""))) if part]
        said: Said = {LANGUAGE: parts[0]} if parts else {}
        line = self.lines[node]
        links = [(said_, to, at) for origin, said_, to, at in self.links if origin == node]
        if len(links) == 1 and not links[0][0]:
            return Node(node, said, line, then=links[0][1])
        answers = tuple(Answer({LANGUAGE: text} if text else {}, to, at) for text, to, at in links)
        if answers:
            return Node(node, {LANGUAGE: " ".join(parts)} if parts else {}, line, answers)
        return Node(node, said, line, steps=tuple({LANGUAGE: part} for part in parts[1:]))


def _inside(shape: str) -> str:
    for opening, closing in _SHAPES:
        if shape.startswith(opening) and shape.endswith(closing):
            return _plain(shape[len(opening) : -len(closing)])
    return ""


def _plain(text: str) -> str:
    """A text without its quotes, its entities (`#quot;`) written out."""
    text = text.strip().strip('"').strip()
    return text.replace("#quot;", '"').replace("#amp;", "&").replace("#35;", "#")
