"""Acts on people, sites and teams."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from pydantic import Field

from tournevis.api import finding, holding
from tournevis.api.door import BearerToken, asker
from tournevis.api.importing import plan_shown
from tournevis.api.routes.people import router
from tournevis.api.schemas.common import Done, Key
from tournevis.api.schemas.machines import PlanShape, Table
from tournevis.api.schemas.people import (
    NewPerson,
    PersonChange,
    PersonShape,
    SiteGiven,
    SiteShape,
    TeamGiven,
    TeamShape,
)
from tournevis.people import rules
from tournevis.people.models import User
from tournevis.people.web import address_of, base_of

ADMIN = BearerToken("people:admin", "people.administer")


class PeopleTable(Table):
    """A table of people."""

    invite: bool = Field(False, description="Mail each new one a link by which he chooses his password.")


@router.post("/people", auth=ADMIN, response={201: PersonShape}, operation_id="add_person")
def add_person(request: HttpRequest, given: NewPerson) -> PersonShape:
    """Make an account."""
    by = asker(request)
    user = rules.create_user(by.organisation, by=by, address=address_of(request), **_fields(by, given))
    if given.invite:
        rules.invite(user, by=by, base=base_of(request))
    return PersonShape.of(user)


@router.patch("/people/{int:key}", auth=ADMIN, response=PersonShape, operation_id="change_person")
def change_person(request: HttpRequest, key: Key, change: PersonChange) -> PersonShape:
    """Change an account."""
    by = asker(request)
    with holding.person(request, key) as user:
        return PersonShape.of(rules.change_user(user, by=by, address=address_of(request), **_fields(by, change)))


@router.post("/people/{int:key}/close", auth=ADMIN, response=PersonShape, operation_id="close_person")
def close_person(request: HttpRequest, key: Key) -> PersonShape:
    """Close an account; what he did stays his."""
    with holding.person(request, key) as user:
        rules.deactivate(user, by=asker(request), address=address_of(request))
        return PersonShape.of(user)


@router.post("/people/{int:key}/open", auth=ADMIN, response=PersonShape, operation_id="open_person")
def open_person(request: HttpRequest, key: Key) -> PersonShape:
    """Open a closed account again."""
    with holding.person(request, key) as user:
        rules.activate(user, by=asker(request), address=address_of(request))
        return PersonShape.of(user)


@router.post("/people/{int:key}/invite", auth=ADMIN, response=Done, operation_id="invite_person")
def invite_person(request: HttpRequest, key: Key) -> Done:
    """Mail him a link by which he chooses his password."""
    user = finding.seen_person(asker(request), key)
    rules.invite(user, by=asker(request), base=base_of(request))
    return Done(message=user.email)


@router.post("/people/import", auth=ADMIN, response=PlanShape, operation_id="import_people")
def import_people(request: HttpRequest, table: PeopleTable) -> PlanShape:
    """Bring people in from a CSV table, or tell what that would do."""
    by = asker(request)
    if table.dry_run:
        return plan_shown(rules.plan_users(table.csv, by=by), done=False)
    plan = rules.import_users(table.csv, by=by, invited=table.invite, base=base_of(request))
    return plan_shown(plan, done=True)


@router.post("/sites", auth=ADMIN, response={201: SiteShape}, operation_id="add_site")
def add_site(request: HttpRequest, given: SiteGiven) -> SiteShape:
    """Add a site."""
    by = asker(request)
    return SiteShape.of(rules.save_site(by.organisation, given.name, finding.site(by, given.parent), by=by))


@router.put("/sites/{int:key}", auth=ADMIN, response=SiteShape, operation_id="change_site")
def change_site(request: HttpRequest, key: Key, given: SiteGiven) -> SiteShape:
    """Change a site."""
    by = asker(request)
    with holding.site(request, key) as site:
        parent = finding.site(by, given.parent)
        return SiteShape.of(rules.save_site(by.organisation, given.name, parent, by=by, site=site))


@router.delete("/sites/{int:key}", auth=ADMIN, response=Done, operation_id="remove_site")
def remove_site(request: HttpRequest, key: Key) -> Done:
    """Remove a site that nothing lies in."""
    with holding.site(request, key) as site:
        rules.remove_site(site, by=asker(request))
        return Done(message=site.name)


@router.post("/teams", auth=ADMIN, response={201: TeamShape}, operation_id="add_team")
def add_team(request: HttpRequest, given: TeamGiven) -> TeamShape:
    """Add a team."""
    by = asker(request)
    return TeamShape.of(rules.save_team(by.organisation, given.name, _members(by, given), by=by))


@router.put("/teams/{int:key}", auth=ADMIN, response=TeamShape, operation_id="change_team")
def change_team(request: HttpRequest, key: Key, given: TeamGiven) -> TeamShape:
    """Change a team: its name, and exactly these members."""
    by = asker(request)
    with holding.team(request, key) as team:
        return TeamShape.of(rules.save_team(by.organisation, given.name, _members(by, given), by=by, team=team))


@router.delete("/teams/{int:key}", auth=ADMIN, response=Done, operation_id="remove_team")
def remove_team(request: HttpRequest, key: Key) -> Done:
    """Remove a team; its tickets stay, without a team."""
    with holding.team(request, key) as team:
        rules.remove_team(team, by=asker(request))
        return Done(message=team.name)


def _fields(by: User, given: PersonChange) -> dict[str, Any]:
    fields = given.model_dump(exclude_unset=True, exclude={"invite"})
    if "site" in fields:
        fields["site"] = finding.site(by, fields["site"])
    return finding.told(fields)


def _members(by: User, given: TeamGiven) -> list[User]:
    found = by.organisation.users.in_bulk(given.members)
    return [found[key] if key in found else finding.absent("members") for key in dict.fromkeys(given.members)]
