"""What a machine said, as its reader knows it."""

from __future__ import annotations

from django.utils.formats import localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tournevis.assets.models import AssetFact
from tournevis.probing import data, explain


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "fr"


def name(fact: AssetFact) -> str:
    """What a datum is called."""
    datum = data.get(fact.name)
    return datum.names.get(_language(), fact.name) if datum else fact.name


def words(fact: AssetFact) -> str:
    """Its value with its unit, or why there is none."""
    if fact.outcome != "value":
        why = explain(fact.because, _language()) if fact.because else ""
        return _("could not be read: %(why)s") % {"why": why} if why else _("could not be read")
    if isinstance(fact.value, bool):
        return _("yes") if fact.value else _("no")
    value = ", ".join(map(str, fact.value)) if isinstance(fact.value, list) else str(localize(fact.value))
    return f"{value} {'°C' if fact.unit == 'Cel' else fact.unit}".strip()
