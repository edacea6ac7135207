"""For whom the database is asked, and that no table of an organisation goes without a policy."""

import pytest
from django.apps import apps

from tournevis.people.models import Organisation
from tournevis.people.tenancy import scope
from tournevis.people.tenancy.policies import PARENTS, READABLE, SHARED, policies, unguarded


def test_every_table_is_guarded_or_named_with_the_reason_why_all_may_read_it():
    assert unguarded() == []


def test_every_table_that_names_its_organisation_has_a_policy():
    guarded = {policy.table for policy in policies()}
    named = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.auto_created
        and any(f.related_model is Organisation and not f.null for f in model._meta.fields)
    }
    assert named <= guarded
    assert len(guarded) > 25


def test_the_list_of_exceptions_names_tables_that_are_there():
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)} | {"sessions.Session"}
    assert {*SHARED, *PARENTS, *READABLE} <= labels


def test_without_a_word_nothing_is_let_through_and_a_scope_ends_with_its_block():
    assert scope.NOBODY.as_settings() == ("", "")
    with scope.within(3, 1):
        with scope.directory():
            assert scope.current().as_settings() == ("1,3", "on")
        with scope.also(2):
            assert scope.current().as_settings() == ("1,2,3", "")
        assert scope.current().as_settings() == ("1,3", "")
    assert scope.current() == scope.NOBODY


def test_a_scope_ends_with_an_error_too():
    with pytest.raises(ValueError, match="x"), scope.within(1):
        raise ValueError("x")
    assert scope.current() == scope.NOBODY


def test_what_is_written_after_its_page_returned_is_read_for_whom_the_page_was():
    def rows():
        yield scope.current().as_settings()[0].encode()

    spread = scope.spread(scope.Scope(frozenset({7})), rows())
    assert list(spread) == [b"7"]
    assert scope.current() == scope.NOBODY


def test_a_page_asks_for_its_readers_organisation_alone(client, technician, monkeypatch):
    seen = []
    monkeypatch.setattr("tournevis.people.views.people.page", lambda *_a: seen.append(scope.current()) or 1 / 0)
    client.force_login(technician)
    with pytest.raises(ZeroDivisionError):
        client.get("/people/")
    assert seen == [scope.Scope(frozenset({technician.organisation_id}))]
    assert scope.current() == scope.NOBODY
