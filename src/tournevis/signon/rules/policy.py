"""The rules for signing in, changed."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tournevis.people.models import User
from tournevis.people.rules import record, require
from tournevis.people.rules.audit import difference
from tournevis.signon.models import Policy


@transaction.atomic
def change_policy(*, by: User, address: str | None = None, **changes: Any) -> Policy:
    """Change the rules for signing in.

    Raises:
        NotAllowed: `by` is not an administrator.
        ValidationError: a value is wrong.
    """
    require(by, "people.settings")
    policy = Policy.current()
    before, after = difference(policy, changes)
    if not after:
        return policy
    for name, value in changes.items():
        setattr(policy, name, value)
    policy.full_clean(validate_unique=False)
    policy.save()
    record(by, "policy.change", policy, before=before, after=after, address=address)
    return policy
