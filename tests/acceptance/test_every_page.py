"""Each address of the site, visited by each role: it answers, in few queries, and shows nobody what is not his."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver

from tournevis.desk.models import Ticket
from tournevis.people.models import Role, User
from tournevis.people.tests.factories import make_user
from tournevis.project import setup

pytestmark = [pytest.mark.acceptance, pytest.mark.django_db]

MOST_QUERIES = 15
ANSWERS = {200, 204, 302, 403, 404, 405}
# A program shows its key, not a browser's session; `test_api_rights.py` walks there with one.
PROGRAMS = ("/api/v1/", "/mcp/")
# What a visitor who has not signed in may see.
OPEN_DOORS = ("/account/", "/health/", "/language/", "/diagnosis/", "/api/v1/openapi.json")
# Where a plain user has nothing to do.
STAFF = ("/work/", "/people/", "/settings/", "/assets/")


def addresses(resolver=None, prefix="/"):
    """Each address of the site, with its captures still in it."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path
        else:
            yield from addresses(entry, path)


def filled(address, values):
    """The address with a value for each capture."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values.get(found[1], "1")), address)


@pytest.fixture
def company():
    setup.first_organisation(with_demo=True)
    return User.objects.get(username="admin").organisation


@pytest.fixture
def pages(company):
    """Addresses with captures filled by things of the demonstration that exist."""
    ticket = company.tickets.order_by("number").first()
    fault = "printing.paper_jam"
    by_room = {
        "people": {"pk": company.users.first().pk, "key": "mail", "handle": "nobody"},
        "settings": {"pk": company.sites.first().pk, "key": "mail"},
        "assets": {"pk": company.assets.first().pk},
        "work": {"number": ticket.number, "pk": ticket.requester_id, "fault": fault, "code": "fr"},
    }
    return [filled(a, by_room.get(a.split("/")[1], {"number": ticket.number, "fault": fault})) for a in addresses()]


def visitor(company, role):
    """A browser in which somebody of `role` is signed in."""
    client = Client(raise_request_exception=True)
    client.force_login(company.users.filter(role=role).first() or make_user(company, role))
    return client


@pytest.mark.parametrize("role", Role.values)
def test_each_address_answers_in_few_queries(company, pages, role):
    client = visitor(company, role)
    wrong, slow = {}, {}

    for page in pages:
        if "sign-out" in page:
            continue
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(page)
            if answer.streaming:
                b"".join(answer.streaming_content)
        if answer.status_code not in (ANSWERS | {401} if page.startswith(PROGRAMS) else ANSWERS):
            wrong[page] = answer.status_code
        if answer.status_code == 200 and len(queries) > MOST_QUERIES:
            slow[page] = len(queries)

    assert wrong == {}
    assert slow == {}


def test_who_has_not_signed_in_is_led_to_the_door(pages):
    client = Client()

    seen = [page for page in pages if not page.startswith(OPEN_DOORS) and client.get(page).status_code == 200]

    assert seen == []


def test_a_user_opens_no_page_of_the_staff(company, pages):
    client = visitor(company, Role.USER)

    seen = [page for page in pages if page.startswith(STAFF) and client.get(page).status_code == 200]

    assert seen == []


def test_a_user_sees_no_ticket_of_somebody_else(company, pages):
    requester = company.users.get(username="camille.rousseau")
    others = Ticket.objects.filter(organisation=company).exclude(requester=requester)
    client = Client()
    client.force_login(requester)

    texts = {ticket.complaint for ticket in others}
    for page in pages:
        answer = client.get(page)
        if answer.status_code == 200 and not answer.streaming:
            told = answer.content.decode()
            assert not [text for text in texts if text in told], page
