"""Directories and identity providers, as an administrator sets them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from tournevis.people.models import Team, User
from tournevis.people.rules import record, require
from tournevis.people.rules.audit import difference
from tournevis.signon.models import GroupRule, Provider

GroupLine = tuple[str, str, Team | None]


@transaction.atomic
def save_provider(
    provider: Provider, *, by: User, lines: Sequence[GroupLine], secret: str, at: str | None, **changes: Any
) -> Provider:
    """Keep a provider of `by`'s organisation, new or changed, with what its groups give.

    Args:
        lines: group, role or nothing, team or nothing; the first that fits decides.
        secret: a new one; empty keeps the one there is.
        at: the network address of who does it.

    Raises:
        NotAllowed: `by` does not administer the organisation.
    """
    require(by, "people.administer", provider.organisation)
    before, after = difference(provider, changes) if provider.pk else ({}, {"kind": provider.kind, **changes})
    for name, value in changes.items():
        setattr(provider, name, value)
    if secret:
        provider.secret = secret
        after["secret"] = "•••"
    if not provider.key:
        provider.key = _free_key(provider.name)
    provider.save()
    _keep_lines(provider, lines, before, after)
    if after:
        record(by, "provider.save", provider, before=before, after=after, address=at)
    return provider


@transaction.atomic
def remove_provider(provider: Provider, *, by: User, address: str | None) -> None:
    """Forget a provider; the accounts that it made stay."""
    require(by, "people.administer", provider.organisation)
    record(by, "provider.remove", provider, address=address)
    provider.delete()


def _keep_lines(provider: Provider, lines: Sequence[GroupLine], before: dict[str, Any], after: dict[str, Any]) -> None:
    old = [str(rule) for rule in provider.rules.all()]
    rules = [GroupRule(provider=provider, group=group, role=role, team=team) for group, role, team in lines]
    if old != (new := [str(rule) for rule in rules]):
        provider.rules.all().delete()
        GroupRule.objects.bulk_create(rules)
        before["groups"], after["groups"] = old, new


def _free_key(name: str) -> str:
    stem = slugify(name)[:34] or "provider"
    taken = set(Provider.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
