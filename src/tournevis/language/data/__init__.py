"""Word lists and rules of the room, as YAML beside the code."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def source(name: str) -> bytes:
    """The bytes of `name`.yaml."""
    return files(__name__).joinpath(f"{name}.yaml").read_bytes()


@cache
def read(name: str) -> Any:
    """The content of `name`.yaml, read once."""
    return yaml.load(source(name), Loader=_Loader)
