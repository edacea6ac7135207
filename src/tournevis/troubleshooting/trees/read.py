"""Reading a tree from a text of any of the formats; see docs/trees.md for a sample of each."""

from collections.abc import Callable, Mapping
from typing import Literal, get_args

from .csv_rows import parse_csv
from .mermaid import parse_mermaid
from .tree import Tree, TreeError, TreeRemark
from .yaml_nodes import parse_nodes

Format = Literal["yaml", "mermaid", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
ENDINGS: Mapping[str, Format] = {
    "yaml": "yaml",
    "yml": "yaml",
    "json": "yaml",
    "mmd": "mermaid",
    "mermaid": "mermaid",
    "md": "mermaid",
    "csv": "csv",
}
PARSERS: Mapping[Format, Callable[[str, str], Tree]] = {
    "yaml": parse_nodes,
    "mermaid": parse_mermaid,
    "csv": parse_csv,
}
MOST_BYTES = 1_000_000


def read_tree(raw: bytes | str, name: str, form: Format | None = None) -> Tree:
    """The tree of a file or of a pasted text, not judged yet (see `judge`).

    Args:
        name: of the file, for remarks; its ending tells the format where `form` does not.

    Raises:
        TreeError: too large, no text, of no known format, or not readable as that.
    """
    text = raw if isinstance(raw, str) else _decoded(raw, name)
    if len(text.encode(errors="replace")) > MOST_BYTES:
        raise TreeError([TreeRemark("too_large", name, data={"most": MOST_BYTES // 1_000_000})])
    if not text.strip():
        raise TreeError([TreeRemark("empty", name)])
    chosen = form or ENDINGS.get(name.rpartition(".")[2].lower()) or _guessed(text)
    if chosen is None:
        raise TreeError([TreeRemark("unknown_format", name)])
    return PARSERS[chosen](text, name)


def _decoded(raw: bytes, name: str) -> str:
    if len(raw) > MOST_BYTES:
        raise TreeError([TreeRemark("too_large", name, data={"most": MOST_BYTES // 1_000_000})])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TreeError([TreeRemark("not_text", name, data={"byte": error.start})]) from error


def _guessed(text: str) -> Format | None:
    """The format of a pasted text, by its first line."""
    first = next(
        (line.strip().lower() for line in text.splitlines() if line.strip() and not line.strip().startswith("%%")), ""
    )
    if first.split(" ")[0].rstrip(";") in ("flowchart", "graph") or first.startswith("```mermaid"):
        return "mermaid"
    if first.startswith(("node,", "node;", "node\t")):
        return "csv"
    return "yaml" if first.startswith("{") or ":" in first or first == "---" else None
