"""From the text that a call answers to what it shows."""

import json
import re
from collections.abc import Mapping
from typing import Any

from .content import Keep, Sign, Step
from .worlds import Worlds


class Garbled(ValueError):
    """An answer that holds no JSON, or not what is wanted of it."""


def read(worlds: Worlds, step: Step, text: str, kept: Mapping[str, Any]) -> dict[str, str]:
    """Fact -> value for all that can be read; what fits no sign or cannot be compared is left out."""
    found: dict[str, str] = {}
    for screen in step.screens:
        for fact, signs in worlds.game.screens[screen].items():
            value = _value(signs, text, kept)
            if value is not None:
                found[fact] = value
    return found


def _value(signs: tuple[Sign, ...], text: str, kept: Mapping[str, Any]) -> str | None:
    try:
        return next((sign.value for sign in signs if _fits(sign, text, kept)), None)
    except Garbled:
        return None


def _fits(sign: Sign, text: str, kept: Mapping[str, Any]) -> bool:
    if sign.text is not None and not re.search(sign.text, text):
        return False
    if sign.key is None:
        return True
    data = parsed(text)
    found = _of(data, sign.key)
    if sign.equals is not None:
        return str(found) == sign.equals
    if sign.before is not None:
        return str(found) < str(kept[sign.before])
    return _number(found) < sum(_number(_of(data, term)) if isinstance(term, str) else term for term in sign.below)


def parsed(text: str) -> Any:
    """The JSON of an answer.

    Raises:
        Garbled: it is none.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Garbled(text[:80]) from error


def _of(data: Any, key: str) -> Any:
    if not isinstance(data, dict) or key not in data:
        raise Garbled(key)
    return data[key]


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise Garbled(str(value)[:80]) from error


def keep(wanted: Keep, text: str) -> Any:
    """What is to be kept of an answer.

    Raises:
        Garbled: the answer does not hold it.
    """
    data = parsed(text)
    if not wanted.among:
        return _of(data, wanted.key)
    items = data if isinstance(data, list) else []
    for item in items:
        if all(str(_of(item, key)) == value for key, value in wanted.among.items()):
            return _of(item, wanted.key)
    raise Garbled(wanted.key)
