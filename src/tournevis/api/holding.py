"""A thing that is about to be changed, held as its writer saw it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.http import HttpRequest

from tournevis.api import cases, etags, finding
from tournevis.api.door import asker
from tournevis.api.schemas.machines import MachineShape
from tournevis.api.schemas.people import PersonShape, SiteShape, TeamShape
from tournevis.api.schemas.tickets import TicketShape
from tournevis.assets.models import Asset
from tournevis.assets.queries import holder_of
from tournevis.desk.models import Ticket
from tournevis.people.models import Site, Team, User


@contextmanager
def ticket(request: HttpRequest, number: int) -> Iterator[Ticket]:
    """The ticket of that number, locked where the writer says what he saw.

    Raises:
        Http404. Changed: it is no longer so.
    """
    with transaction.atomic():
        found = cases.found(asker(request), number)
        if "If-Match" in request.headers:
            Ticket.objects.select_for_update().get(pk=found.pk)
            found = cases.found(asker(request), number)
            etags.unchanged(request, TicketShape.of(found))
        yield found


@contextmanager
def machine(request: HttpRequest, key: int) -> Iterator[Asset]:
    """The machine of that key, locked. Raises as `ticket` does."""
    with transaction.atomic():
        asset = finding.seen_machine(asker(request), key)
        asset = Asset.objects.select_for_update(of=("self",)).select_related("site").get(pk=asset.pk)
        etags.unchanged(request, MachineShape.of(asset, holder_of(asset)))
        yield asset


@contextmanager
def person(request: HttpRequest, key: int) -> Iterator[User]:
    """The person of that key, locked. Raises as `ticket` does."""
    with transaction.atomic():
        found = finding.seen_person(asker(request), key)
        found = User.objects.select_for_update(of=("self",)).select_related("site", "organisation").get(pk=found.pk)
        etags.unchanged(request, PersonShape.of(found))
        yield found


@contextmanager
def site(request: HttpRequest, key: int) -> Iterator[Site]:
    """The site of that key, locked. Raises as `ticket` does."""
    with transaction.atomic():
        found = Site.objects.select_for_update().get(pk=finding.seen_site(asker(request), key).pk)
        etags.unchanged(request, SiteShape.of(found))
        yield found


@contextmanager
def team(request: HttpRequest, key: int) -> Iterator[Team]:
    """The team of that key, locked. Raises as `ticket` does."""
    with transaction.atomic():
        found = Team.objects.select_for_update().get(pk=finding.seen_team(asker(request), key).pk)
        etags.unchanged(request, TeamShape.of(found))
        yield found
