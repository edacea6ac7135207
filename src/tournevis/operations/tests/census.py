"""Everything that can be counted in the database, to compare before and after."""

from collections import Counter

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models

TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)


def counted(field):
    """Whether figures are made by a column: a choice, a link, a number, a moment; not free text."""
    return bool(field.choices) or not isinstance(field, TEXTS)


def census():
    """(model, column) -> how often each value occurs."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model is Session:
            continue
        found[model._meta.label, ""] = model._base_manager.count()
        for field in model._meta.concrete_fields:
            if counted(field):
                found[model._meta.label, field.name] = Counter(
                    model._base_manager.order_by().values_list(field.attname, flat=True)
                )
    return found


def differences(before, after):
    """The columns whose counts changed."""
    return {key for key in before if before[key] != after[key]}


def everything_said():
    """Each text of the database, as (model, column, text)."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, TEXTS):
                for value in model._base_manager.values_list(field.attname, flat=True):
                    yield model._meta.label, field.name, str(value)
