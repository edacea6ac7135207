"""Who may do what, and who sees what."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tournevis.people import queries
from tournevis.people.models import Power, Role, Site, User, roles_with
from tournevis.people.rules import NotAllowed, allowed, require
from tournevis.people.tests.factories import make_administrator, make_organisation, make_site, make_user


@pytest.mark.parametrize(
    ("permission", "power"),
    [
        ("people.directory", Power.READ),
        ("people.administer", Power.ADMINISTER),
        ("people.settings", Power.ADMINISTER),
        ("people.logs", Power.READ_LOGS),
    ],
)
def test_a_permission_opens_for_the_roles_that_have_its_power_and_for_no_other(organisation, permission, power):
    for role in Role.values:
        assert allowed(make_user(organisation, role), permission) == (role in roles_with(power))


def test_an_administrator_administers_his_own_organisation_only(administrator):
    mine = administrator.organisation
    assert allowed(administrator, "people.administer", mine, make_user(mine))
    with pytest.raises(NotAllowed):
        require(administrator, "people.administer", make_user())
    with pytest.raises(NotAllowed):
        require(administrator, "people.administer", make_organisation())


def test_one_thing_of_another_organisation_among_many_is_enough_to_refuse(administrator):
    assert not allowed(administrator, "people.administer", administrator, make_user())


def test_nobody_signed_in_or_a_closed_account_may_nothing(administrator):
    administrator.is_active = False
    assert not allowed(administrator, "people.settings")
    assert not allowed(AnonymousUser(), "people.settings")


def test_a_permission_that_no_room_knows_is_an_error_and_not_a_no(administrator):
    with pytest.raises(KeyError):
        allowed(administrator, "people.fly")


def test_a_plain_user_sees_himself_and_a_technician_his_organisation(user, technician):
    make_administrator()
    assert list(queries.people_of(user)) == [user]
    assert set(queries.people_of(technician)) == {user, technician}


def test_rows_that_are_not_for_users_are_hidden_from_them(user, technician):
    site = make_site(user.organisation)
    assert list(queries.visible(Site.objects.all(), user)) == []
    assert list(queries.visible(Site.objects.all(), technician)) == [site]


@pytest.mark.parametrize("text", ["lefevre", "LEFÈVRE zoe", "zoe@", "06 12"])
def test_people_are_found_by_any_part_of_what_they_are_known_by(organisation, technician, text):
    zoe = make_user(organisation, first_name="Zoé", last_name="Lefèvre", email="zoe@example.org", phone="06 12 34")
    make_user(organisation, last_name="Durand", email="other@example.org")
    assert list(queries.named(queries.people_of(technician), text)) == [zoe]


def test_a_changed_name_is_found_at_once(organisation, technician):
    zoe = make_user(organisation)
    zoe.last_name = "Durand"
    zoe.save(update_fields=["last_name"])
    assert list(queries.named(User.objects.all(), "durand")) == [zoe]


def test_technicians_to_assign_to_are_open_accounts_of_the_organisation(organisation, user, technician, manager):
    make_user(organisation, Role.TECHNICIAN, is_active=False)
    make_user(role=Role.TECHNICIAN)
    assert set(queries.technicians_of(technician)) == {technician, manager}
