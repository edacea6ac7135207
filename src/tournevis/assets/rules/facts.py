"""What a machine says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tournevis.assets.models import Asset, AssetFact
from tournevis.facts import Outcome, Reading

MAX_READINGS = 500


@transaction.atomic
def note_readings(asset: Asset, readings: Iterable[Reading], *, now: datetime) -> int:
    """Keep the last reading of each datum of `asset`; how many were noted.

    A reading without a value does not take the place of a value read before: what was known stays known, with its
    date. An older reading never takes the place of a newer one.
    """
    last = {reading.name: reading for reading in readings}
    known = {fact.name: fact for fact in AssetFact.objects.filter(asset=asset, name__in=last)}
    noted = 0
    for name, reading in list(last.items())[:MAX_READINGS]:
        fact = known.get(name) or AssetFact(asset=asset, name=name[:80])
        kept = fact.pk and (fact.read_at > now or (reading.outcome is not Outcome.VALUE and fact.outcome == "value"))
        if kept:
            continue
        fact.outcome, fact.read_at = reading.outcome.value, now
        fact.value = list(reading.value) if isinstance(reading.value, tuple) else reading.value
        fact.unit, fact.because, fact.source = reading.unit[:20], reading.because[:250], reading.source[:80]
        fact.save()
        noted += 1
    return noted


def reading(fact: AssetFact) -> Reading:
    """The reading that was noted."""
    value = tuple(fact.value) if isinstance(fact.value, list) else fact.value
    return Reading(fact.name, Outcome(fact.outcome), value, fact.unit, fact.because, fact.source)
