"""Ready-made providers for tests."""

from itertools import count

from tournevis.signon.models import GroupRule, Provider

_numbers = count(1)


def make_provider(organisation, kind="ldap", *, rules=(), **fields):
    """A provider of `organisation`; `rules` are groups with a role and a team."""
    key = f"provider-{next(_numbers)}"
    defaults = {"name": key, "address": "ldap://127.0.0.1:1", "base": "dc=example,dc=org", "start_tls": False}
    provider = Provider.objects.create(organisation=organisation, kind=kind, key=key, **{**defaults, **fields})
    for group, role, team in rules:
        GroupRule.objects.create(provider=provider, group=group, role=role, team=team)
    return provider
