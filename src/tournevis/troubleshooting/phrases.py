"""The engine's own sentences, from `phrases.yaml`, in both languages."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def phrases() -> Mapping[str, Any]:
    """Everything that `phrases.yaml` holds."""
    data: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "phrases.yaml").read_text("utf-8"))
    return data


def phrase(path: str, language: str, **values: object) -> str:
    """A sentence by its dotted path, filled with values."""
    node: Any = phrases()
    for part in path.split("."):
        node = node[part]
    return str(node["en" if language == "en" else "fr"]).format(**values)
