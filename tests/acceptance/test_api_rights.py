"""Every operation of the API, called with a key of each role, on things of one's own organisation and of another.

The part `api` of `rights.yaml` says who gets through; an operation without a row is an error. Each key has the widest
scopes that open something to its person; what he does is undone.
"""

from functools import cache

import pytest
from django.db import transaction
from tests.acceptance.test_rights import FOREIGN_NUMBER, GROUPS, STRANGER, TABLE, VISITORS, Company

from tournevis.api.models import Token
from tournevis.api.rest import api
from tournevis.api.tests.bodies import BODIES
from tournevis.api.tests.factories import Program, make_key
from tournevis.people.tests.factories import make_user

REFUSED = {401, 403, 404}
METHODS = {"get", "post", "put", "patch", "delete"}

pytestmark = [pytest.mark.acceptance, pytest.mark.django_db, pytest.mark.slow]


@cache
def operations():
    """operation -> (method, path below api/v1, names of the parts of its path)."""
    paths = api.get_openapi_schema()["paths"]
    return {
        operation["operationId"]: (method, path.removeprefix("/api/v1"))
        for path, methods in paths.items()
        for method, operation in methods.items()
        if method in METHODS
    }


def address(operation, path, company):
    """The path of an operation, for the things of a company."""
    if "{" not in path:
        return path
    things = {"machines": company.asset, "people": company.person, "sites": company.site, "teams": company.team}
    things |= {"attachments": company.attachment, "messages": company.message, "webhooks": company.webhook}
    part = next((thing.pk for name, thing in things.items() if f"/{name}/" in path), None)
    return path.format(number=company.ticket.number, key=part, message=company.event.pk, fault="printing.paper_jam")


def passes(program, operation, company):
    """Whether the operation let the program through."""
    method, path = operations()[operation]
    body = BODIES.get(operation)
    with transaction.atomic():
        if operation == "attach_files":
            answer = program.send_file(address(operation, path, company))
        else:
            answer = program.call(method, address(operation, path, company), body(company) if body else None)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    assert answer.status_code < 500, (operation, answer.content)
    return answer.status_code not in REFUSED


def walk(program, ours, theirs):
    """`operation whose` -> whether the program gets through."""
    found = {}
    for operation, (_method, path) in operations().items():
        for whose, company in [("own", ours), ("other", theirs)] if "{" in path else [("own", ours)]:
            found[f"{operation} {whose}"] = passes(program, operation, company)
    return found


@pytest.mark.timeout(300)
@pytest.mark.parametrize("visitor", VISITORS)
def test_who_gets_through_is_who_the_table_says(visitor):
    ours, theirs = Company(), Company(FOREIGN_NUMBER)
    program = Program()
    if visitor != STRANGER:
        program = Program(make_key(make_user(ours.organisation, visitor, site=ours.site))[1])
    found = walk(program, ours, theirs)
    wanted = {cell: visitor in GROUPS[group] for cell, group in TABLE["api"].items()}

    assert {cell for cell in found if cell not in wanted} == set(), "operations without a row in rights.yaml"
    assert {cell: got for cell, got in found.items() if got != wanted[cell]} == {}
    assert set(wanted) == set(found), "rows without an operation"


def test_a_key_that_reaches_nothing_is_refused_everywhere_but_at_who_am_i():
    ours, theirs = Company(), Company(FOREIGN_NUMBER)
    token, text = make_key(ours.administrator)
    Token.objects.filter(pk=token.pk).update(scopes=[])

    assert [cell for cell, got in walk(Program(text), ours, theirs).items() if got] == ["get_me own"]
