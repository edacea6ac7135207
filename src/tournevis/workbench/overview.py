"""What managers look at: figures that are counted from rows, each with the address of the rows behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from tournevis.desk.models import OPEN_STATES, StateType
from tournevis.desk.queries import visible_to
from tournevis.diagnosis import engine
from tournevis.diagnosis.wording import fault_name
from tournevis.people.models import User
from tournevis.people.queries import known_in
from tournevis.workbench.listing import AGES, SURE, Filter, month_start

SHOWN_CAUSES = 8
STATE_FILTERS = {StateType.NEW: "new", StateType.OPEN: "going", StateType.PENDING: "pending"}


@dataclass(frozen=True)
class Figure:
    """A count with its name, its share of the largest of its kind in percent, and where its rows are."""

    name: str
    count: int
    percent: int
    query: str


def overview(reader: User, now: datetime) -> dict[str, Any]:
    """The figures of an organisation, in three queries."""
    rows = list(
        visible_to(reader)
        .select_related(None)
        .filter(state_type__in=OPEN_STATES)
        .values_list("state_type", "created_at", "assignee_id", "blocked")
    )
    return {
        "open": len(rows),
        "blocked": sum(1 for row in rows if row[3]),
        "blocked_query": Filter(blocked="yes").address(),
        "states": _figures(
            (str(StateType(state).label), sum(1 for row in rows if row[0] == state), Filter(state=name))
            for state, name in STATE_FILTERS.items()
        ),
        "ages": _figures(
            (str(AGES[age][0]), sum(1 for row in rows if _is_old(row[1], age, now)), Filter(age=age)) for age in AGES
        ),
        "people": _people(Counter(row[2] for row in rows), reader),
        "causes": _causes(reader, now),
    }


def _people(held: Counter[int | None], reader: User) -> list[Figure]:
    names = {user.pk: str(user) for user in known_in(reader.organisation_id).filter(pk__in=[pk for pk in held if pk])}
    found = [(names.get(pk, "?"), count, Filter(assignee=str(pk))) for pk, count in held.most_common() if pk]
    if held[None]:
        found.append((_("Nobody yet"), held[None], Filter(whose="nobody")))
    return _figures(found)


def _causes(reader: User, now: datetime) -> list[Figure]:
    """What the cases solved this month were, by the cause believed at their end."""
    solved = visible_to(reader).select_related(None).filter(solved_at__gte=month_start(now))
    rows = solved.exclude(diagnosis__likeliest="").exclude(diagnosis=None).filter(diagnosis__probability__gte=SURE)
    counted = rows.values_list("diagnosis__likeliest").annotate(n=Count("id")).order_by("-n", "diagnosis__likeliest")
    base = engine.base_for(reader.organisation)
    return _figures(
        (fault_name(base, fault) or _("Unknown cause"), n, Filter(state="finished", cause=fault, since="month"))
        for fault, n in counted[:SHOWN_CAUSES]
    )


def _figures(found: Iterable[tuple[str, int, Filter]]) -> list[Figure]:
    rows = list(found)
    most = max((count for _name, count, _filter in rows), default=0) or 1
    return [Figure(name, count, round(100 * count / most), wanted.address()) for name, count, wanted in rows]


def _is_old(created: datetime, age: str, now: datetime) -> bool:
    _name, youngest, oldest = AGES[age]
    hours = (now - created) / timedelta(hours=1)
    return youngest <= hours and (oldest is None or hours < oldest)
