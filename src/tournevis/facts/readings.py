"""What a probe gives: typed values with units, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

ValueType = Literal["number", "boolean", "keyword", "keywords", "text"]
Privacy = Literal["none", "personal", "secret"]
Value = float | int | bool | str | tuple[str, ...]


class Outcome(StrEnum):
    """How a reading ended; only `VALUE` carries one, the others are never turned into a guess."""

    VALUE = "value"
    ABSENT = "absent"
    REFUSED = "refused"
    GARBLED = "garbled"


@dataclass(frozen=True)
class Datum:
    """One thing that a probe can give: its name, type, unit (UCUM-like: "%", "Cel", "d") and what must be masked."""

    name: str
    type: ValueType
    unit: str = ""
    privacy: Privacy = "none"
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """One datum as read from one source, or why it could not be read."""

    name: str
    outcome: Outcome
    value: Value | None = None
    unit: str = ""
    because: str = ""
    source: str = ""

    def to_json(self) -> dict[str, Any]:
        """A JSON-able form; keywords become a list."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {
            "name": self.name,
            "outcome": self.outcome.value,
            "value": value,
            "unit": self.unit,
            "because": self.because,
            "source": self.source,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Reading":
        """The reading of `to_json`.

        Raises:
            ValueError: an unknown outcome, a missing name, or a value that is no scalar or list of texts.
        """
        name, value = data.get("name"), data.get("value")
        if not isinstance(name, str) or not name:
            raise ValueError("a reading needs a name")
        if isinstance(value, list):
            value = tuple(str(v) for v in value)
        if value is not None and not isinstance(value, float | int | bool | str | tuple):
            raise ValueError(f"reading {name}: a value is a number, a boolean, a text or a list of texts")
        texts = {key: str(data.get(key) or "") for key in ("unit", "because", "source")}
        return cls(name=name, outcome=Outcome(data.get("outcome", "value")), value=value, **texts)
