"""Long lists page by page."""

from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tournevis.people.models import Site, User
from tournevis.people.paging import page
from tournevis.people.tests.factories import make_site, make_user

ORDER = ("last_name", "first_name", "id")


def walk(queryset, order, size, way="older"):
    """The rows of every page from the first (or, backwards, the last) one on."""
    pages, params = [], QueryDict("")
    while True:
        shown = page(queryset, order, params, size=size)
        pages.append(list(shown.rows))
        if not (link := getattr(shown, way)):
            return pages, params
        params = QueryDict(link[1:])


@given(st.lists(st.tuples(st.sampled_from("AÀaZz'"), st.sampled_from("xy")), max_size=12), st.integers(1, 5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_forward_and_back_every_row_is_shown_once_in_order(organisation, names, size):
    User.objects.all().delete()
    for last, first in names:
        make_user(organisation, last_name=last, first_name=first)
    everyone = list(User.objects.order_by(*ORDER))
    pages, last = walk(User.objects.all(), ORDER, size)
    assert [user for rows in pages for user in rows] == everyone

    back, params = [pages[-1]], last
    while link := page(User.objects.all(), ORDER, params, size=size).newer:
        params = QueryDict(link[1:])
        back.insert(0, list(page(User.objects.all(), ORDER, params, size=size).rows))
    assert [user for rows in back for user in rows] == everyone


def test_a_row_added_before_the_page_shifts_nothing(organisation):
    for name in "bcd":
        make_user(organisation, last_name=name)
    first = page(User.objects.all(), ORDER, QueryDict(""), size=2)
    make_user(organisation, last_name="a")
    second = page(User.objects.all(), ORDER, QueryDict(first.older[1:]), size=2)
    assert [user.last_name for user in second.rows] == ["d"]


def test_instants_newest_first_and_related_columns_may_be_the_key(organisation):
    site = make_site(organisation, "Lyon")
    for _ in range(5):
        make_user(organisation, site=site)
    pages, _last = walk(User.objects.select_related("site"), ("site__name", "-date_joined", "-id"), 2)
    assert [user for rows in pages for user in rows] == list(User.objects.order_by("-date_joined", "-id"))


def test_what_else_the_address_says_is_kept(organisation):
    for _ in range(3):
        make_site(organisation)
    link = page(Site.objects.all(), ("id",), QueryDict("q=ly%20on&before=x"), size=2).older
    assert parse_qs(link[1:])["q"] == ["ly on"]
    assert "before" not in link


@pytest.mark.parametrize("mark", ["", "x", "%%%", "W10", "WzFd", "bnVsbA", "WyJ4IiwieSIsbnVsbF0", "é", "A" * 5000])
def test_a_broken_mark_leads_to_the_first_page(organisation, mark):
    user = make_user(organisation)
    for way in ("after", "before"):
        params = QueryDict(mutable=True)
        params[way] = mark
        assert list(page(User.objects.all(), ORDER, params).rows) == [user]
