"""`system_profiler TYPE …` in its indented text form."""

import re
from collections.abc import Iterator
from typing import Any

Tree = dict[str, Any]
LINE = re.compile(r"^(\s*)(\S.*?):(?:\s+(\S.*))?\s*$")


def parse(text: str) -> Tree:
    """The tree of headings; leaves are texts.

    >>> parse('''Power:
    ...
    ...     Battery Information:
    ...
    ...       Health Information:
    ...           Cycle Count: 125
    ...           Condition: Normal
    ...       Battery Installed: Yes
    ... ''')
    {'Power': {'Battery Information': {'Health Information': {'Cycle Count': '125', 'Condition': 'Normal'}, \
'Battery Installed': 'Yes'}}}
    """
    root: Tree = {}
    open_headings: list[tuple[int, Tree]] = [(-1, root)]
    for line in text.splitlines():
        match = LINE.match(line)
        if match is None:
            continue
        depth, name, value = len(match[1]), match[2], match[3] or ""
        while open_headings[-1][0] >= depth:
            open_headings.pop()
        parent = open_headings[-1][1]
        if value:
            parent[name] = value.strip()
        else:
            child: Tree = {}
            parent[name] = child
            open_headings.append((depth, child))
    return root


def walk(tree: Tree, heading: str) -> Iterator[Tree]:
    """Every subtree under that heading, at any depth.

    >>> list(walk({"A": {"X": {"k": "1"}}, "B": {"C": {"X": {"k": "2"}}}}, "X"))
    [{'k': '1'}, {'k': '2'}]
    """
    for name, child in tree.items():
        if isinstance(child, dict):
            if name == heading:
                yield child
            yield from walk(child, heading)
