"""Reading machines."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from tournevis.assets.models import Asset, Holding
from tournevis.people.folding import fold
from tournevis.people.models import User
from tournevis.people.queries import visible


def assets_of(user: User) -> QuerySet[Asset]:
    """The machines `user` may see: all of his organisation for a technician, else those in his hands now."""
    own = Q(pk__in=Holding.objects.filter(holder=user, until__isnull=True).values("asset"))
    return visible(Asset.objects.select_related("site"), user, own=own, at="site")


def held_by(user: User) -> QuerySet[Asset]:
    """The machines in the hands of `user` now, by name."""
    return Asset.objects.filter(holdings__holder=user, holdings__until__isnull=True).select_related("site")


def usable_by(user: User) -> QuerySet[Asset]:
    """The machines a user may complain about: his own, and the shared ones of his site (printers, screens)."""
    mine = Holding.objects.filter(holder=user, until__isnull=True).values("asset")
    shared = Q(kind__in=[Asset.Kind.PRINTER, Asset.Kind.SCREEN, Asset.Kind.OTHER], site=user.site)
    nobodys = ~Q(pk__in=Holding.objects.filter(holder__isnull=False, until__isnull=True).values("asset"))
    ours = shared & nobodys if user.site_id else Q(pk__in=[])
    gone = [Asset.Status.RETIRED, Asset.Status.LOST, Asset.Status.IN_STOCK]
    return (
        Asset.objects.filter(organisation=user.organisation_id).filter(Q(pk__in=mine) | ours).exclude(status__in=gone)
    )


def with_holder(assets: QuerySet[Asset]) -> QuerySet[Asset]:
    """`assets`, each with its open holding in `current` (a list of one or none), in one more query."""
    open_ones = Holding.objects.filter(until__isnull=True).select_related("holder", "site")
    return assets.prefetch_related(Prefetch("holdings", queryset=open_ones, to_attr="current"))


def holder_of(asset: Asset) -> Holding | None:
    """Who or what has it now."""
    return asset.holdings.filter(until__isnull=True).select_related("holder", "site").first()


def former_holdings(asset: Asset) -> QuerySet[Holding]:
    """Who or what had it before."""
    return asset.holdings.filter(until__isnull=False).select_related("holder", "site")


def named(assets: QuerySet[Asset], text: str) -> QuerySet[Asset]:
    """Those of `assets` where each word of `text` is in the name, maker, model, serial, address, system or holder."""
    for word in fold(text).split()[:6]:
        holders = Holding.objects.filter(until__isnull=True, holder__folded__contains=word).values("asset")
        assets = assets.filter(Q(folded__contains=word) | Q(pk__in=holders))
    return assets
