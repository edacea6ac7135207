"""Ready-made machines for tests."""

from itertools import count

from django.utils import timezone

from tournevis.assets.models import Holding
from tournevis.assets.rules import save_asset

_numbers = count(1)


def make_asset(organisation, name="", **fields):
    """A machine of `organisation`, made by the rule."""
    return save_asset(organisation, by=None, name=name or f"PC-{next(_numbers):04}", **fields)


def make_holding(asset, holder=None, site=None, **fields):
    """`asset` in the hands of `holder`, or at `site`, since now."""
    fields.setdefault("since", timezone.now())
    return Holding.objects.create(asset=asset, holder=holder, site=site, **fields)


def make_asset_of(user, **fields):
    """A machine that `user` holds."""
    asset = make_asset(user.organisation, **fields)
    make_holding(asset, holder=user)
    return asset
