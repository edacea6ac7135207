"""What this room holds on a person: the machines in his hands, and what they tell of him."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from tournevis.assets.models import Asset, AssetFact, Holding
from tournevis.people import personal
from tournevis.people.held import SERVICE
from tournevis.people.masking import Mask
from tournevis.probing import data


def rows(request: personal.Request) -> Iterator[personal.Row]:
    """Each machine that he has or had, and for those of now what was read of them."""
    held = Holding.objects.filter(holder=request.person).select_related("asset").prefetch_related("asset__facts")
    for holding in held.order_by("since"):
        facts = holding.asset.facts.all() if holding.until is None else ()
        yield {
            "machine": holding.asset.name,
            "kind": holding.asset.get_kind_display(),
            "since": holding.since.isoformat(),
            "until": holding.until and holding.until.isoformat(),
            "read": {fact.name: fact.value for fact in facts if fact.outcome == "value"},
        }


def erase(erasure: personal.Erasure) -> Mapping[str, int]:
    """The ledger stays; machines that he had lose his name: in theirs, in notes, in what was read of them."""
    machines = Asset.objects.filter(holdings__holder=erasure.person).distinct()
    count = sum(_hide(asset, erasure.mask) for asset in machines)
    return {"machines": count}


def _hide(asset: Asset, mask: Mask) -> bool:
    name, notes = mask.near(asset.name), mask.near(asset.notes)
    changed = (name, notes) != (asset.name, asset.notes)
    if changed:
        # A name tells one machine from another: the number keeps it so.
        asset.name = f"{name} {asset.pk}"[:120] if name != asset.name else name
        asset.notes = notes
        asset.save(update_fields=["name", "notes"])
        asset.identifiers.filter(kind="name").delete()
    for fact in AssetFact.objects.filter(asset=asset, outcome="value"):
        if tells_freely(fact.name) and (value := mask.near_in(fact.value)) != fact.value:
            AssetFact.objects.filter(pk=fact.pk).update(value=value)
            changed = True
    return changed


def tells_freely(name: str) -> bool:
    """Whether a datum is free text, which may hold a name; a keyword of the catalogue never does."""
    datum = data.get(name)
    return datum is None or datum.type == "text"


def register() -> None:
    """Tell the product; called once, when the room starts."""
    personal.tell(
        personal.Kind(
            "machines",
            name=_("Machines in your hands"),
            purpose=_("To know on what you work, and not to ask you what the machine can tell."),
            ground=SERVICE,
            kept=_("Which machine was in somebody's hands, from when to when, without a name."),
            columns=("assets.Holding.holder",),
            rows=rows,
            erase=erase,
        )
    )
