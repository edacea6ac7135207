"""The timeline in words: what a change of a field means, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tournevis.desk.models import Entry, Impact, StateType
from tournevis.people.models import Team, User


class Names:
    """The people and teams that a timeline speaks of, read in two queries at most."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        users, teams = set(), set()
        for entry in entries:
            ids = {entry.data.get("before"), entry.data.get("after"), entry.data.get("opened_by")} - {None}
            if entry.data.get("field") == "team":
                teams |= ids
            elif entry.data.get("field") == "assignee" or "opened_by" in entry.data:
                users |= ids
        self.users = {user.pk: str(user) for user in User.objects.filter(pk__in=users)} if users else {}
        self.teams = {team.pk: team.name for team in Team.objects.filter(pk__in=teams)} if teams else {}


def sentence(entry: Entry, names: Names) -> str:
    """What an entry without words of its own tells, such as "Assigned to Thierry Martin"; empty for a message."""
    if entry.kind == Entry.Kind.TIME:
        minutes = int(entry.data.get("minutes", 0))
        return ngettext("%(n)d minute spent", "%(n)d minutes spent", minutes) % {"n": minutes}
    if entry.kind == Entry.Kind.MESSAGE and (opener := entry.data.get("opened_by")):
        return _("Written down by %(name)s") % {"name": names.users.get(opener, "?")}
    if entry.kind == Entry.Kind.CHANGE:
        return _change(entry.data, names)
    return ""


def _change(data: dict[str, Any], names: Names) -> str:
    before: Any = data.get("before")
    after: Any = data.get("after")
    match data.get("field"):
        case "state_type":
            return _("State: %(after)s") % {"after": StateType(after).label}
        case "assignee" if after is None:
            return _("Given back to the queue")
        case "assignee":
            return _("Assigned to %(name)s") % {"name": names.users.get(after, "?")}
        case "team" if after is None:
            return _("Taken from the team %(name)s") % {"name": names.teams.get(before, "?")}
        case "team":
            return _("Given to the team %(name)s") % {"name": names.teams.get(after, "?")}
        case "impact":
            return _("People affected: %(after)s") % {"after": Impact(after).label}
        case "blocked":
            return _("Work is stopped") if after else _("Work goes on")
        case "title":
            return _("Subject: %(after)s (was: %(before)s)") % {"after": after, "before": before}
        case "asset" if after is None:
            return _("Machine removed (was: %(before)s)") % {"before": before}
        case "asset":
            return _("Machine: %(after)s") % {"after": after}
        case _:
            return ""
