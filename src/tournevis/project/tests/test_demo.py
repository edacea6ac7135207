"""The demonstration organisation."""

import re

import pytest
from django.apps import apps
from django.test import Client

from tournevis.knowledge.models import Release
from tournevis.people.models import Organisation, User
from tournevis.project import demo, setup

pytestmark = pytest.mark.django_db


def rows():
    """How many rows each table holds, those of Django itself, of the settings and of the product's base left out."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in {"people", "files", "outbox", "assets", "desk", "diagnosis", "knowledge"}
        and model is not Release
    }


def test_the_first_start_makes_a_company_that_looks_at_work():
    setup.first_organisation(with_demo=True)

    company = Organisation.objects.get()
    assert company.is_demo
    assert {*company.users.values_list("role", flat=True)} >= {"user", "technician", "manager", "administrator"}
    assert company.assets.count() >= 12
    assert {*company.tickets.values_list("state_type", flat=True)} >= {"new", "open", "pending", "solved", "closed"}


def test_the_moments_of_a_ticket_follow_each_other():
    setup.first_organisation(with_demo=True)

    for ticket in Organisation.objects.get().tickets.all():
        moments = [entry.at for entry in ticket.entries.order_by("id")]
        assert moments == sorted(moments)
        assert moments[0] == ticket.created_at
        assert moments[-1] <= ticket.updated_at


def test_the_passwords_shown_at_the_first_start_open_the_doors():
    notice = setup.first_organisation(with_demo=True)
    admin, people = re.findall(r"\S{4}-\S{4}-\S{4}-\S{4}", notice)

    assert User.objects.get(username="admin").check_password(admin)
    assert User.objects.get(username="camille.rousseau").check_password(people)


def test_a_second_start_makes_nothing_and_shows_no_password():
    setup.first_organisation(with_demo=True)
    before = rows()

    assert setup.first_organisation(with_demo=True) == ""
    assert rows() == before
    assert "admin" in setup.sign_in_notice()


def test_nobody_of_the_story_gets_a_mail():
    setup.first_organisation(with_demo=True)

    assert rows()["outbox.Message"] == 0


def test_removing_it_leaves_the_administrator_in_an_empty_organisation(client: Client):
    setup.first_organisation(with_demo=True)

    assert demo.remove() > 100

    admin = User.objects.get()
    assert admin.username == "admin"
    assert not admin.organisation.is_demo
    left = {name: count for name, count in rows().items() if count}
    assert left == {"people.Organisation": 1, "people.User": 1}
    assert not demo.present()


def test_without_a_demonstration_the_first_organisation_is_empty():
    notice = setup.first_organisation(with_demo=False)

    assert not Organisation.objects.get().is_demo
    assert User.objects.get().username == "admin"
    assert "admin" in notice
