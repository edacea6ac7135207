"""Reading YAML files with the line of each mapping kept, so that an error can say where."""

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 10_000_000
MAX_DEPTH = 40


@dataclass(frozen=True, order=True)
class Remark:
    """What is wrong at one place of a pack, and what to do about it.

    Attributes:
        field: dotted path of the part of the record that it speaks of, such as `remedies.printing.clear_queue`; "" for
            the record as a whole.
    """

    file: str
    line: int
    message: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class PackError(Exception):
    """A pack was refused as a whole; `remarks` lists every reason with its place."""

    def __init__(self, remarks: list[Remark]) -> None:
        self.remarks = sorted(remarks)
        super().__init__("\n".join(str(remark) for remark in self.remarks))


class Located(dict[Hashable, Any]):
    """A mapping that knows the line (from 1) where it begins."""

    line: int = 0


_LEFT_OUT = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")


class _Loader(yaml.CSafeLoader):
    """No booleans nor dates (`yes`, `no`, `on` and `off` are answers here), no repeated keys."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _LEFT_OUT]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Located:
    found = Located()
    found.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise yaml.MarkedYAMLError(problem="a name is not a text", problem_mark=key_node.start_mark)
        if key in found:
            raise yaml.MarkedYAMLError(problem=f"{key!r} is given twice", problem_mark=key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path) -> Located:
    """The mapping at the top of a YAML file.

    Raises:
        PackError: too large, not UTF-8, not YAML, an alias (a bomb's means), a repeated key, or no mapping.
    """
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_BYTES:
            raise PackError([Remark(path.name, 0, f"larger than {MAX_BYTES} bytes; split the family")])
        return parse_yaml(raw.decode("utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise PackError([Remark(path.name, 0, f"not UTF-8 text (byte {error.start}); save it as UTF-8")]) from error
    except OSError as error:
        raise PackError([Remark(path.name, 0, f"cannot be read: {error.strerror}")]) from error


def _refuse_bombs(text: str, name: str) -> None:
    """Stop at an alias or at a depth that no honest pack has, before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise PackError([Remark(name, line, "aliases (*name) are refused; write it out")])
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise PackError([Remark(name, line, f"nested deeper than {MAX_DEPTH} levels")])


def parse_yaml(text: str, name: str) -> Located:
    """As `read_yaml`, from a text; `name` stands for the file in errors."""
    try:
        _refuse_bombs(text, name)
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise PackError([Remark(name, line, f"not valid YAML: {error.problem}")]) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise PackError([Remark(name, 0, f"not valid YAML: {str(error)[:200]}")]) from error
    if not isinstance(data, Located):
        raise PackError([Remark(name, 1, "the file must hold a mapping such as `schema: 1`")])
    return data
