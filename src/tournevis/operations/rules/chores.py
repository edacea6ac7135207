"""The chores of each day: which there are, and doing those that are due."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tournevis.diagnosis.rules.accepting import check_accepted
from tournevis.knowledge.rules import merge_at_upgrade
from tournevis.operations.models import ChoreRun
from tournevis.operations.retention import keep_short
from tournevis.people.models import Organisation

from .guarding import guard_log
from .settling import settle_tickets
from .watching import watch_fields

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """Something done for each organisation once a day.

    Attributes:
        run: does it at a moment; gives counts to report. May be done twice without harm.
    """

    key: str
    name: str | Promise
    run: Callable[[Organisation, datetime], Mapping[str, int]]


CHORES = {
    chore.key: chore
    for chore in (
        Chore("audit", _("Check that nobody changed the log of acts"), guard_log),
        Chore("base", _("Bring a newer shipped base together with your own"), merge_at_upgrade),
        Chore("settle", _("Close what was solved some days ago"), settle_tickets),
        Chore("retention", _("Let go of what was kept long enough"), keep_short),
        Chore("accepted", _("Play the accepted cases with what was learnt"), check_accepted),
        Chore("field", _("Look whether a family does worse in the field"), watch_fields),
    )
}


def run_due(now: datetime) -> int:
    """Do what was not yet done on this day; how many chores were done.

    A chore is claimed by its row of the day, so that two servers do not do it both; one that fails is logged, kept with
    its error, and tried again the next day.
    """
    day = timezone.localdate(now)
    done = set(ChoreRun.objects.filter(day=day).values_list("organisation_id", "chore"))
    due = [(o, chore) for o in Organisation.objects.all() for chore in CHORES.values() if (o.pk, chore.key) not in done]
    return sum(_run(chore, organisation, now, day) for organisation, chore in due)


def _run(chore: Chore, organisation: Organisation, now: datetime, day: date) -> bool:
    row, is_ours = ChoreRun.objects.get_or_create(
        organisation=organisation, chore=chore.key, day=day, defaults={"at": now}
    )
    if not is_ours:
        return False
    begun = time.monotonic()
    try:
        with transaction.atomic():
            row.report = dict(chore.run(organisation, now))
    except Exception as error:
        log.exception("The chore %s of %s failed; it is tried again tomorrow", chore.key, organisation)
        row.error = f"{type(error).__name__}: {error}"
    row.took_ms = round((time.monotonic() - begun) * 1000)
    row.save()
    return True
