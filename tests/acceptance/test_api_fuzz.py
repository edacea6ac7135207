"""Schemathesis sends each operation what its description allows and forbids: no fault of ours, nothing undescribed."""

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tournevis.api.tests.factories import make_key
from tournevis.people.tests.factories import make_administrator

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.django_db, pytest.mark.timeout(240)]

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
EXAMPLES = settings(
    max_examples=2, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def description(db, settings):
    settings.API_RATE = 10**9
    # The server's own closing of connections would end the test's transaction.
    ends = (signals.request_started, signals.request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in ends:
        signal.connect(close_old_connections)


def problems_of(operation, headers):
    """What does not hold of an operation, in words; nothing where all does."""

    @EXAMPLES
    @given(case=operation.as_strategy())
    def holds(case):
        case.call_and_validate(headers=headers, checks=CHECKS)

    try:
        holds()
    except (Exception, BaseExceptionGroup) as error:
        return f"{error}"[:1500]
    return ""


def test_every_operation_holds_what_its_description_says(description):
    headers = {"Authorization": f"Bearer {make_key(make_administrator())[1]}", "Accept-Encoding": "identity"}
    operations = [result.ok() for result in description.get_all_operations()]

    assert len(operations) > 70
    found = {operation.label: problems_of(operation, headers) for operation in operations}
    assert {label: words for label, words in found.items() if words} == {}
