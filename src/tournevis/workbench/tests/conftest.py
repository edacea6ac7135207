import pytest

from tournevis.diagnosis.tests.browser import browser
from tournevis.diagnosis.tests.small import device, small_base

__all__ = ["browser", "device", "small_base"]


@pytest.fixture
def bench(client, technician):
    """A browser in which the technician is signed in."""
    client.force_login(technician)
    return client


@pytest.fixture
def part():
    """What a request by htmx carries."""
    return {"HX-Request": "true"}
