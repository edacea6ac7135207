"""What the tables themselves refuse."""

import pytest
from django.db import IntegrityError, transaction

from tournevis.people.models import AuditEntry, Installation, Power
from tournevis.people.rules import record
from tournevis.people.tests.factories import make_organisation, make_site, make_technician, make_user


def refuses():
    return pytest.raises(IntegrityError)


def test_two_people_cannot_share_an_e_mail_whatever_its_case(organisation):
    make_user(organisation, email="ana@example.org")
    with refuses(), transaction.atomic():
        make_user(organisation, username="ana2", email="Ana@Example.org")


def test_many_people_may_have_no_e_mail(organisation):
    make_user(organisation, username="one", email="")
    make_user(organisation, username="two", email="")


def test_a_user_name_cannot_pass_for_somebody_elses_e_mail(organisation):
    with refuses(), transaction.atomic():
        make_user(organisation, username="boss@example.org", email="me@example.org")


def test_a_site_cannot_be_part_of_itself(organisation):
    site = make_site(organisation)
    site.parent = site
    with refuses(), transaction.atomic():
        site.save()


def test_there_is_one_row_of_settings_and_usual_ones_before_it_is_saved(db):
    assert Installation.current().service_name == "Tournevis"
    Installation(service_name="Aide").save()
    assert Installation.current().service_name == "Aide"
    with refuses(), transaction.atomic():
        Installation.objects.bulk_create([Installation(pk=2)])


def test_a_role_has_its_powers_and_no_other_and_somebody_inactive_none(organisation):
    technician = make_technician(organisation)
    assert technician.is_technician
    assert not technician.can(Power.OVERSEE)
    technician.is_active = False
    assert not technician.is_technician


def test_an_audit_entry_is_neither_changed_nor_deleted(administrator):
    entry = record(administrator, "user.edit", "Ana")
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


def test_an_organisation_goes_with_all_its_people_and_their_log(administrator):
    record(administrator, "x", "y")
    other = make_user(make_organisation())
    administrator.organisation.delete()
    assert list(type(other).objects.all()) == [other]
    assert not AuditEntry.objects.exists()
