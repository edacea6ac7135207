"""Letting go of what is older than an organisation wants to keep: told first, done the day after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tournevis.operations.models import RetentionRule
from tournevis.people.models import Organisation, User
from tournevis.people.rules import record, require

from .kinds import KINDS, Retention

MOST = 2000  # rows of a kind let go of in one day: a first run on an old installation does not hold it up
LONGEST = 36_500


@dataclass(frozen=True)
class Planned:
    """A kind with the age that is set for it, and how much is older now."""

    kind: Retention
    days: int
    older: int
    tried: bool


def rule_of(organisation: Organisation, kind: Retention) -> RetentionRule:
    """The age that the organisation set for a kind, the usual one until it does."""
    rule, _made = RetentionRule.objects.get_or_create(
        organisation=organisation, kind=kind.key, defaults={"days": kind.days}
    )
    return rule


def plan(organisation: Organisation, now: datetime) -> list[Planned]:
    """What the next round would let go of, kind by kind; nothing is changed."""
    set_ = {rule.kind: rule for rule in RetentionRule.objects.filter(organisation=organisation)}
    return [_planned(kind, set_.get(kind.key), organisation, now) for kind in KINDS.values()]


def set_days(organisation: Organisation, days: Mapping[str, int], *, by: User, address: str | None = None) -> None:
    """Set the ages, in days (0 for never); what changes is told once before it is carried out.

    Raises:
        NotAllowed: `by` does not administer the organisation. ValidationError: no such kind, or no such age.
    """
    require(by, "people.administer", organisation)
    before, after = {}, {}
    with transaction.atomic():
        for key, wanted in days.items():
            if key not in KINDS or not 0 <= wanted <= LONGEST:
                raise ValidationError({key: _("A number of days from 0 to %(most)s.") % {"most": LONGEST}})
            rule = rule_of(organisation, KINDS[key])
            if rule.days != wanted:
                before[key], after[key] = rule.days, wanted
                RetentionRule.objects.filter(pk=rule.pk).update(days=wanted, tried_on=None)
        if after:
            record(by, "retention.change", organisation, before=before, after=after, address=address)


def keep_short(organisation: Organisation, now: datetime) -> Mapping[str, int]:
    """The chore of the day: for a rule that is new, count what it would let go of; for the others, let go of it."""
    report = {}
    for kind in KINDS.values():
        rule = rule_of(organisation, kind)
        if not rule.days:
            continue
        old = kind.find(organisation, now - timedelta(days=rule.days))
        if rule.tried_on is None:
            RetentionRule.objects.filter(pk=rule.pk).update(tried_on=timezone.localdate(now))
            report[f"would_{kind.key}"] = old.count()
        else:
            report[f"gone_{kind.key}"] = _let_go(kind, list(old.order_by("pk")[:MOST]), now)
    gone = {key: count for key, count in report.items() if count and key.startswith("gone_")}
    if gone:
        record(None, "retention.run", organisation, after=gone, organisation=organisation)
    return {key: count for key, count in report.items() if count}


def _let_go(kind: Retention, rows: list[object], now: datetime) -> int:
    for row in rows:
        kind.let_go(row, now)
    return len(rows)


def _planned(kind: Retention, rule: RetentionRule | None, organisation: Organisation, now: datetime) -> Planned:
    days = rule.days if rule else kind.days
    older = kind.find(organisation, now - timedelta(days=days)).count() if days else 0
    return Planned(kind, days, older, bool(rule and rule.tried_on))
