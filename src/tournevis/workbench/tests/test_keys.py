"""Keys: what a page shows as a key is one."""

import re

import pytest
from django.urls import reverse

from tournevis.diagnosis.tests.small import make_case

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r"<kbd>([^<]+)</kbd>")
TAKEN = re.compile(r'data-key="([^"]+)"')
HELP = {"?", "Esc", "Ctrl", "Enter", "Ctrl ↵"}  # of the list of keys itself, and of sending a form


@pytest.mark.parametrize("page", ["cases", "case"])
def test_each_key_that_a_page_shows_does_something_there(bench, user, page):
    case = make_case(user)
    address = reverse(f"workbench:{page}", args=[case.number] if page == "case" else [])
    shown = bench.get(address).content.decode()

    keys = set(SHOWN.findall(shown)) - HELP
    assert keys
    assert keys <= set(TAKEN.findall(shown))
