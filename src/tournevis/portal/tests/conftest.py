import pytest

from tournevis.diagnosis.tests.browser import browser
from tournevis.diagnosis.tests.small import device, small_base

__all__ = ["browser", "device", "small_base"]


@pytest.fixture
def desk(client, user):
    """A browser in which the user is signed in."""
    client.force_login(user)
    return client
