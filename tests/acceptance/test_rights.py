"""Every address of the site, asked and posted to as every role, on things of one's own organisation and of another.

`rights.yaml` says who gets through; everybody else must be refused, and an address without a row is an error. What the
things are: a ticket, an attachment, a machine, a person of the same site as the visitor, none of them his own.
"""

from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tournevis.api.tests.factories import make_key, make_webhook
from tournevis.assets.tests.factories import make_asset
from tournevis.authoring.tests.factories import make_accepted_case, make_dead_end, make_draft, make_notes
from tournevis.desk.tests.factories import make_entry, make_ticket
from tournevis.diagnosis.rules import start
from tournevis.files.tests.factories import make_attachment
from tournevis.knowledge.tests.factories import make_article, make_version
from tournevis.outbox.tests.factories import make_message
from tournevis.people.models import Membership, Role
from tournevis.people.tests.factories import (
    make_administrator,
    make_member,
    make_organisation,
    make_site,
    make_team,
    make_user,
)
from tournevis.signon.tests.factories import make_provider

TABLE = yaml.safe_load(Path(__file__).with_name("rights.yaml").read_text(encoding="utf-8"))
GROUPS = {name: frozenset(roles.split()) for name, roles in TABLE["groups"].items()}
STRANGER = "stranger"
VISITORS = [STRANGER, *Role.values]
REFUSED = {204, 401, 403, 404}  # 204: "nothing new", which a poll says of what it may not see too
FOREIGN_NUMBER, ELSEWHERE_NUMBER = 900_001, 900_002

pytestmark = [pytest.mark.acceptance, pytest.mark.django_db, pytest.mark.slow]


def routes(resolver=None, prefix=""):
    """Each address by its name, with the names of its parts."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            if prefix.startswith("rest:") and entry.name not in ("openapi-json", "api-root"):
                continue  # an operation: test_api_rights.py visits it with keys
            yield f"{prefix}{entry.name}", tuple(entry.pattern.converters)
        else:
            yield from routes(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


ROUTES = dict(routes())


class Company:
    """An organisation with one of each thing."""

    def __init__(self, number=None):
        self.organisation = make_organisation()
        self.site = make_site(self.organisation)
        self.administrator = make_administrator(self.organisation, site=self.site)
        self.person = make_user(self.organisation, site=self.site)
        self.asset = make_asset(self.organisation)
        self.ticket = make_ticket(self.person, asset=self.asset)
        start(self.ticket, by=self.person)
        self.attachment = make_attachment(self.person)
        make_entry(self.ticket).attachments.add(self.attachment)
        if number:
            type(self.ticket).objects.filter(pk=self.ticket.pk).update(number=number)
            self.ticket.number = number
        make_version(self.organisation, self.ticket.number)
        self.message = make_message(self.organisation)
        self.team = make_team(self.organisation)
        self.article = make_article(self.administrator, settled={"state": "public"})
        self.provider = make_provider(self.organisation)
        self.key, _text = make_key(self.person)
        self.webhook = make_webhook(self.administrator)
        self.event = make_message(self.organisation, channel="webhook", about=self.webhook.about, body_text="{}")
        self.draft = make_draft(self.organisation)
        self.member = make_member(self.organisation, acting=False).memberships.get()
        self.dead_end = make_dead_end(self.ticket)
        self.accepted = make_accepted_case(self.organisation)
        make_notes(self.organisation)

    def part(self, route, name):
        """What fills a part of an address."""
        things = {
            "files": self.attachment,
            "assets": self.asset,
            "outbox": self.message,
            "authoring": self.draft,
            "authoring:settle": self.dead_end,
            "authoring:decide": self.accepted,
            "people:site": self.site,
            "signon:provider": self.provider,
            "signon:provider_try": self.provider,
            "people:team": self.team,
            **dict.fromkeys(
                (name for name in ROUTES if name.startswith(("workbench:article", "portal:help_"))), self.article
            ),
            "api:token_revoke": self.key,
            "people:member": self.member,
            "api": self.webhook,
        }
        if name == "pk":
            return things.get(route, things.get(route.split(":")[0], self.person)).pk
        told = {
            "number": self.ticket.number,
            "fault": "printing.paper_jam",
            "key": "mail",
            "kind": "faults",
            "record": "printing.paper_jam",
            "what": "signs",
            "code": "fr",
            "family": "printing",
            "uidb64": "MQ",
            "token": "x",
            "message": self.event.pk,
            "act": "try",
        }
        return told.get(name, "ABCDEFGH")

    def address(self, route):
        """The address of a route, for the things of this organisation."""
        return reverse(route, kwargs={name: self.part(route, name) for name in ROUTES[route]})


def passes(client, method, address):
    """Whether the visitor gets through; None where nobody may use that method. What he does is undone."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer = getattr(client, method)(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    if answer.status_code == 405:
        return None
    to_the_door = answer.status_code == 302 and answer.headers["Location"].startswith("/account/sign-in/?next=")
    return answer.status_code not in REFUSED and not to_the_door


def walk(visitor, *, elsewhere=False):
    """`route method whose` -> whether the visitor gets through.

    Args:
        elsewhere: he belongs to a third organisation, and acts in ours by a membership with that role.
    """
    home = Company(ELSEWHERE_NUMBER) if elsewhere else None
    ours, theirs = Company(), Company(FOREIGN_NUMBER)
    client = Client(raise_request_exception=True)
    if home is not None:
        person = make_user(home.organisation, Role.TECHNICIAN, site=home.site)
        Membership.objects.create(user=person, organisation=ours.organisation, role=visitor)
        client.force_login(person)
        assert client.post("/account/place/", {"organisation": ours.organisation.pk}).status_code == 302
    elif visitor != STRANGER:
        client.force_login(make_user(ours.organisation, visitor, site=ours.site))
    found = {}
    for route, parts in ROUTES.items():
        for whose, company in [("own", ours), ("other", theirs)] if parts else [("own", ours)]:
            for method in ("get", "post"):
                got = passes(client, method, company.address(route))
                if got is not None:
                    found[f"{route} {method} {whose}"] = got
    return found


def expected(visitor):
    """What the table says."""
    return {cell: visitor in GROUPS[group] for cell, group in TABLE["rights"].items()}


@pytest.mark.timeout(240)
@pytest.mark.parametrize("visitor", VISITORS)
def test_who_gets_through_is_who_the_table_says(visitor):
    found, wanted = walk(visitor), expected(visitor)

    assert {cell for cell in found if cell not in wanted} == set(), "addresses without a row in rights.yaml"
    assert {cell: cell in found for cell in wanted if found.get(cell, False) != wanted[cell]} == {}


@pytest.mark.timeout(240)
def test_a_technician_of_two_organisations_gets_in_each_through_what_its_table_says():
    found, wanted = walk(Role.TECHNICIAN, elsewhere=True), expected(Role.TECHNICIAN)

    assert {cell: cell in found for cell in wanted if found.get(cell, False) != wanted[cell]} == {}


def test_every_role_is_in_the_table():
    assert frozenset(VISITORS) == GROUPS["anybody"]
    assert frozenset(Role.values) == GROUPS["everybody"]
