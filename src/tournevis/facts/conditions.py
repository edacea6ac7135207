"""Conditions on a reading, as the fault base writes them: `{below: 3}`, `{any: [media-jam]}`, `{outcome: refused}`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .readings import Outcome, Reading, Value


def _numeric(test: Callable[[float, float], bool]) -> Callable[[Value, Any], bool]:
    def check(value: Value, wanted: Any) -> bool:
        return isinstance(value, float | int) and not isinstance(value, bool) and test(float(value), float(wanted))

    return check


def _keywords(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


TESTS: dict[str, Callable[[Value, Any], bool]] = {
    "is": lambda value, wanted: str(value).lower() == str(wanted).lower(),
    "any": lambda value, wanted: any(word in _keywords(value) for word in wanted),
    "below": _numeric(lambda value, limit: value < limit),
    "above": _numeric(lambda value, limit: value > limit),
    "true": lambda value, _: value is True,
    "false": lambda value, _: value is False,
    "contains": lambda value, wanted: str(wanted).lower() in str(value).lower(),
    "else": lambda value, _: True,
}


@dataclass(frozen=True)
class Condition:
    """One test on a reading.

    Attributes:
        test: a key of `TESTS`, or "outcome".
        operand: a number, text or list, as the test wants; for "outcome" a tuple of outcomes.
    """

    test: str
    operand: Any = None

    @classmethod
    def parse(cls, raw: Mapping[Any, Any]) -> "Condition":
        """A condition from its one-key mapping; YAML's bare `true:` and `false:` keys are taken as words.

        Raises:
            ValueError: not exactly one key, an unknown test, or an operand of the wrong kind.
        """
        if len(raw) != 1:
            raise ValueError(f"a condition has exactly one test, not {len(raw)}: {dict(raw)!r}")
        key, operand = next(iter(raw.items()))
        test = {True: "true", False: "false"}.get(key, str(key)) if isinstance(key, bool) else str(key)
        if test == "outcome":
            words = operand if isinstance(operand, list) else [operand]
            return cls("outcome", tuple(Outcome(word) for word in words))
        if test not in TESTS:
            raise ValueError(f"unknown test {test!r}; known: {', '.join([*TESTS, 'outcome'])}")
        if test in ("below", "above"):
            float(operand)
        if test == "any" and not isinstance(operand, list):
            raise ValueError("`any` takes a list of keywords")
        return cls(test, tuple(operand) if isinstance(operand, list) else operand)

    def holds(self, reading: Reading) -> bool:
        """Whether the reading meets the condition; a reading without value meets only an outcome test."""
        if self.test == "outcome":
            return reading.outcome in self.operand
        if reading.outcome is not Outcome.VALUE or reading.value is None:
            return False
        return TESTS[self.test](reading.value, self.operand)


def classify(reading: Reading, cases: Iterable[tuple[Condition, str]]) -> str | None:
    """The answer of the first condition that the reading meets, or None: the reading tells nothing."""
    return next((answer for condition, answer in cases if condition.holds(reading)), None)
