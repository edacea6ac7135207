"""Fixtures that the tests of every room may use: one organisation and somebody of each role in it.

Loaded by the root `conftest.py`; for more, call the plain functions of `<room>/tests/factories.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tournevis.people.models import Organisation, User


@pytest.fixture
def organisation(db: None) -> Organisation:
    """The organisation of the other fixtures."""
    from tournevis.people.tests.factories import make_organisation

    return make_organisation()


@pytest.fixture
def user(organisation: Organisation) -> User:
    """A plain user."""
    from tournevis.people.tests.factories import make_user

    return make_user(organisation, first_name="Ursule")


@pytest.fixture
def technician(organisation: Organisation) -> User:
    """A technician."""
    from tournevis.people.tests.factories import make_technician

    return make_technician(organisation, first_name="Thierry")


@pytest.fixture
def manager(organisation: Organisation) -> User:
    """A manager."""
    from tournevis.people.tests.factories import make_manager

    return make_manager(organisation, first_name="Muriel")


@pytest.fixture
def administrator(organisation: Organisation) -> User:
    """An administrator."""
    from tournevis.people.tests.factories import make_administrator

    return make_administrator(organisation, first_name="Ada")


@pytest.fixture
def english() -> Iterator[None]:
    """Messages in English, as the code has them."""
    from django.utils import translation

    with translation.override("en"):
        yield
