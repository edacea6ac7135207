"""Reading people, sites and teams."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tournevis.api import finding
from tournevis.api.door import BearerToken, asker
from tournevis.api.paging import Paging, paged
from tournevis.api.schemas.common import Key, Text
from tournevis.api.schemas.people import (
    PersonPage,
    PersonShape,
    RoleWord,
    SitePage,
    SiteShape,
    TeamPage,
    TeamShape,
)
from tournevis.people import queries

router = Router(tags=["People"])
READ = BearerToken("people:read", "people.directory")
ORDERS = {"name": ("last_name", "first_name", "id"), "newest": ("-id",)}


class Wanted(Schema):
    """Which people."""

    q: Text = Field("", max_length=200, description="Words of the name, e-mail, user name or phone.")
    role: RoleWord | None = None
    is_active: bool | None = None
    site: Key | None = None
    order: Literal["name", "newest"] = "name"


@router.get("/people", auth=READ, response=PersonPage, operation_id="list_people")
def list_people(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> PersonPage:
    """The people of the organisation."""
    rows = queries.named(queries.people_of(asker(request)), wanted.q)
    plain = {"role": wanted.role, "is_active": wanted.is_active, "site": wanted.site}
    rows = rows.filter(**{name: value for name, value in plain.items() if value is not None})
    return paged(rows, ORDERS[wanted.order], paging, lambda rows: [PersonShape.of(row) for row in rows], PersonPage)


@router.get("/people/{int:key}", auth=READ, response=PersonShape, operation_id="get_person")
def get_person(request: HttpRequest, key: Key) -> PersonShape:
    """One person."""
    return PersonShape.of(finding.seen_person(asker(request), key))


@router.get("/sites", auth=READ, response=SitePage, operation_id="list_sites")
def list_sites(request: HttpRequest, paging: Query[Paging]) -> SitePage:
    """The sites, by name; `parent` is the one that holds it."""
    rows = queries.sites_of(asker(request))
    return paged(rows, ("name", "id"), paging, lambda rows: [SiteShape.of(row) for row in rows], SitePage)


@router.get("/sites/{int:key}", auth=READ, response=SiteShape, operation_id="get_site")
def get_site(request: HttpRequest, key: Key) -> SiteShape:
    """One site."""
    return SiteShape.of(finding.seen_site(asker(request), key))


@router.get("/teams", auth=READ, response=TeamPage, operation_id="list_teams")
def list_teams(request: HttpRequest, paging: Query[Paging]) -> TeamPage:
    """The teams with their members, by name."""
    rows = queries.teams_of(asker(request)).prefetch_related("members")
    return paged(rows, ("name", "id"), paging, lambda rows: [TeamShape.of(row) for row in rows], TeamPage)


@router.get("/teams/{int:key}", auth=READ, response=TeamShape, operation_id="get_team")
def get_team(request: HttpRequest, key: Key) -> TeamShape:
    """One team."""
    return TeamShape.of(finding.seen_team(asker(request), key))
