"""A tree as a list of nodes, in YAML or JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from tournevis.troubleshooting.packs.source import Located, PackError, parse_yaml

from .tree import Answer, Node, Said, Tree, TreeError, TreeRemark

TOP = ("schema", "tree", "language", "start", "nodes")
NODE = ("id", "ask", "how", "answers", "remedy", "cause", "steps", "check", "minutes", "by", "hand_over", "share")
ANSWER = ("if", "then")
LEVELS = ("user", "first_line", "second_line", "on_site")


def parse_nodes(text: str, name: str) -> Tree:
    """The tree of a YAML or JSON text.

    Raises:
        TreeError: every line that cannot be read.
    """
    try:
        data = parse_yaml(text, name)
    except PackError as error:
        told = error.remarks[0]
        problem = told.message.removeprefix("not valid YAML: ")
        raise TreeError([TreeRemark("not_yaml", name, told.line, data={"problem": problem})]) from error
    if data.get("schema", 1) != 1:
        raise TreeError([TreeRemark("later", name, data.line, data={"schema": data["schema"]})])
    return _Nodes(name, str(data.get("language", "fr"))).tree(data)


class _Nodes:
    def __init__(self, file: str, language: str) -> None:
        self.file, self.language = file, "en" if language == "en" else "fr"
        self.remarks: list[TreeRemark] = []

    def tree(self, data: Located) -> Tree:
        self._known(data, TOP, data.line, "")
        rows = data.get("nodes") or []
        if not isinstance(rows, list) or not all(isinstance(row, Located) for row in rows):
            raise TreeError([self._wrong("nodes", "a list of nodes", data.line)])
        nodes: dict[str, Node] = {}
        for row in rows:
            node = self._node(row)
            if not node.id:
                self.remarks.append(TreeRemark("no_id", self.file, row.line))
            elif node.id in nodes:
                first = {"first": nodes[node.id].line}
                self.remarks.append(TreeRemark("twice", self.file, row.line, node.id, first))
            nodes.setdefault(node.id, node)
        start = str(data.get("start") or next(iter(nodes), ""))
        tree = Tree(self._said(data.get("tree"), "tree", data.line), start, nodes, self.file)
        if self.remarks:
            raise TreeError(self.remarks)
        return tree

    def _node(self, row: Located) -> Node:
        place = str(row.get("id", "") if row.get("id") is not None else "")
        self._known(row, NODE, row.line, place)
        said = {key: self._said(row.get(key), key, row.line, place) for key in ("ask", "how", "cause", "check")}
        over = row.get("hand_over")
        told = self._said(row.get("remedy", over), "remedy", row.line, place)
        if said["ask"] and told:
            self.remarks.append(TreeRemark("both", self.file, row.line, place))
        by = str(row.get("by", ""))
        if by and by not in LEVELS:
            self.remarks.append(self._wrong("by", " / ".join(LEVELS), row.line, place))
        return Node(
            id=place,
            said=said["ask"] or told,
            line=row.line,
            answers=tuple(self._answers(row, place)),
            how=said["how"],
            cause=said["cause"],
            steps=tuple(self._said(step, "steps", row.line, place) for step in self._list(row, "steps", place)),
            check=said["check"],
            minutes=self._number(row, "minutes", place),
            by=by,
            hand_over=over is not None,
            share=self._number(row, "share", place),
        )

    def _answers(self, row: Located, place: str) -> Iterator[Answer]:
        for item in self._list(row, "answers", place):
            if not isinstance(item, Located):
                self.remarks.append(self._wrong("answers", "{if: …, then: …}", row.line, place))
                continue
            self._known(item, ANSWER, item.line, place)
            said = self._said(item.get("if"), "if", item.line, place)
            yield Answer(said, str(item.get("then") or ""), item.line)

    def _said(self, value: Any, key: str, line: int, node: str = "") -> Said:
        """A text in one language, or in both."""
        if value is None or isinstance(value, str | int | float):
            text = "" if value is None else str(value).strip()
            return {self.language: text} if text else {}
        if isinstance(value, Mapping) and set(value) <= {"fr", "en"} and value:
            return {str(tongue): str(text).strip() for tongue, text in value.items()}
        self.remarks.append(self._wrong(key, "{fr: …, en: …}", line, node))
        return {}

    def _list(self, row: Located, key: str, node: str) -> list[Any]:
        value = row.get(key) or []
        if isinstance(value, list):
            return value
        self.remarks.append(self._wrong(key, "[…]", row.line, node))
        return []

    def _number(self, row: Located, key: str, node: str) -> float | None:
        value = row.get(key)
        if value is None or (isinstance(value, int | float) and 0 < value <= 6000):
            return None if value is None else float(value)
        self.remarks.append(self._wrong(key, "1 … 6000", row.line, node))
        return None

    def _known(self, row: Located, known: tuple[str, ...], line: int, node: str) -> None:
        for key in row:
            if key not in known:
                data = {"key": str(key)[:40], "known": ", ".join(known)}
                self.remarks.append(TreeRemark("unknown_key", self.file, line, node, data))

    def _wrong(self, key: str, wanted: str, line: int, node: str = "") -> TreeRemark:
        return TreeRemark("wrong_value", self.file, line, node, {"key": key, "wanted": wanted})
