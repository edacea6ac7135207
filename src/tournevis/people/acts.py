"""What the acts in the log are called, and the fields that they change; each room tells its own at start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.functional import Promise

Words = str | Promise
Values = Mapping[str, Any]
_acts: dict[str, Words] = {}
_fields: dict[str, type[Model]] = {}
_extra: dict[str, Words] = {}


def tell(acts: Mapping[str, Words], *, fields: Mapping[str, type[Model]], extra: Mapping[str, Words]) -> None:
    """Let the log speak of more acts.

    Args:
        acts: act -> what it is called.
        fields: what an act begins with (`asset` of `asset.change`) -> the model whose columns it changes.
        extra: names in the log that are no column -> what they are called.
    """
    _acts.update(acts)
    _fields.update(fields)
    _extra.update(extra)


def called(act: str) -> Words:
    """What an act is called."""
    return _acts.get(act, act)


def changes(act: str, before: Values | None, after: Values | None) -> list[tuple[Words, str, str]]:
    """What an act changed: name, value before, value after, as the reader knows them."""
    before, after = before or {}, after or {}
    model = _fields.get(act.partition(".")[0])
    names = dict.fromkeys([*before, *after])
    return [(_name(model, n), _value(model, n, before.get(n)), _value(model, n, after.get(n))) for n in names]


def _name(model: type[Model] | None, name: str) -> Words:
    if field := _field(model, name):
        return str(field.verbose_name).capitalize()
    return _extra.get(name, name)


def _value(model: type[Model] | None, name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(_name(model, item) if name == "locked" else item) for item in value)
    field = _field(model, name)
    labels = dict(field.flatchoices) if field is not None and field.choices else {}
    return "" if value is None else str(labels.get(value, value))


def _field(model: type[Model] | None, name: str) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
