"""A tree as rows: one for each answer of a question, one for each leaf."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO

from .tree import Answer, Node, Said, Tree, TreeError, TreeRemark
from .yaml_nodes import LEVELS

NEEDED = ("node", "text", "answer", "next")
MORE = ("remedy", "how", "cause", "steps", "check", "minutes", "by", "hand_over", "share")
LANGUAGE = "fr"


def parse_csv(text: str, name: str) -> Tree:
    """The tree of a CSV text with its columns named in the first line; comma, semicolon or tab between.

    A row with an answer adds it to its node, whose text stands in the first of its rows; a row with a remedy is a
    leaf. Steps are told apart by `|`; texts serve for both languages.

    Raises:
        TreeError: every row that cannot be read.
    """
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = list(csv.DictReader(StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise TreeError([TreeRemark("not_csv", name, data={"problem": str(error)})]) from error
    columns = [column.strip().lower() for column in first.strip().split(separator)]
    if missing := [column for column in NEEDED if column not in columns]:
        raise TreeError([TreeRemark("no_columns", name, 1, data={"columns": ", ".join(missing)})])
    reader, line = _Rows(name), 2
    for row in rows:
        cells = {(key or "").strip().lower(): value.strip() for key, value in row.items() if isinstance(value, str)}
        reader.take(cells, line)
        line += 1 + sum(value.count("\n") for value in cells.values())
    return reader.tree()


class _Rows:
    def __init__(self, file: str) -> None:
        self.file, self.nodes = file, dict[str, Node]()
        self.remarks: list[TreeRemark] = []

    def take(self, row: Mapping[str, str], line: int) -> None:
        place = row.get("node", "")
        if not any(row.values()):
            return
        if not place:
            self.remarks.append(TreeRemark("no_id", self.file, line))
            return
        known = self.nodes.get(place)
        said, answer = self._said(row, "text"), self._said(row, "answer")
        if known is None:
            self.nodes[place] = known = self._new(place, row, line)
        elif not answer or row.get("remedy") or known.hand_over or not known.answers:
            self.remarks.append(TreeRemark("twice", self.file, line, place, {"first": known.line}))
            return
        elif said and known.said and said != known.said:
            self.remarks.append(TreeRemark("twice", self.file, line, place, {"first": known.line}))
        if answer or row.get("next"):
            new = (*known.answers, Answer(answer, row.get("next", ""), line))
            self.nodes[place] = replace(known, answers=new)

    def _new(self, place: str, row: Mapping[str, str], line: int) -> Node:
        remedy, over = self._said(row, "remedy"), self._said(row, "hand_over")
        if remedy and row.get("answer"):
            self.remarks.append(TreeRemark("both", self.file, line, place))
        if row.get("by") and row["by"] not in LEVELS:
            self.remarks.append(self._wrong("by", " / ".join(LEVELS), line, place))
        return Node(
            id=place,
            said=remedy or over or (self._said(row, "text") if row.get("answer") or row.get("next") else {}),
            line=line,
            how=self._said(row, "how"),
            cause=self._said(row, "cause") or (self._said(row, "text") if remedy else {}),
            steps=tuple({LANGUAGE: step.strip()} for step in row.get("steps", "").split("|") if step.strip()),
            check=self._said(row, "check"),
            minutes=self._number(row, "minutes", line, place),
            by=row.get("by", ""),
            hand_over=bool(over),
            share=self._number(row, "share", line, place),
        )

    def tree(self) -> Tree:
        if self.remarks:
            raise TreeError(self.remarks)
        led = {to for node in self.nodes.values() for to in node.leads_to}
        start = next((place for place in self.nodes if place not in led), next(iter(self.nodes), ""))
        return Tree({}, start, self.nodes, self.file)

    def _said(self, row: Mapping[str, str], key: str) -> Said:
        return {LANGUAGE: row[key]} if row.get(key) else {}

    def _number(self, row: Mapping[str, str], key: str, line: int, node: str) -> float | None:
        text = row.get(key, "").replace(",", ".")
        try:
            value = float(text) if text else None
        except ValueError:
            value = -1.0
        if value is None or 0 < value <= 6000:
            return value
        self.remarks.append(self._wrong(key, "1 … 6000", line, node))
        return None

    def _wrong(self, key: str, wanted: str, line: int, node: str) -> TreeRemark:
        return TreeRemark("wrong_value", self.file, line, node, {"key": key, "wanted": wanted})
