"""Accounts: made, changed, closed."""

import re

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from tournevis.outbox.models import Message
from tournevis.people import rules
from tournevis.people.models import AuditEntry, Installation, Power, User
from tournevis.people.rules.accounts import LastAdministrator
from tournevis.people.tests.factories import PASSWORD, make_administrator, make_organisation, make_site, make_user


def acts():
    return list(AuditEntry.objects.order_by("id").values_list("act", flat=True))


def test_a_new_user_is_known_by_his_e_mail_and_the_log_says_who_made_him(administrator):
    ana = rules.create_user(administrator.organisation, by=administrator, email=" Ana@Example.org ", first_name="Ana")
    assert (ana.email, ana.username) == ("ana@example.org", "ana@example.org")
    assert not ana.has_usable_password()
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.act, entry.after["role"]) == (administrator, "user.create", "user")


def test_the_product_itself_may_make_the_first_administrator(db):
    organisation = rules.create_organisation("École d'Été")
    rules.create_user(
        organisation, by=None, username="admin", email="admin@example.org", password=PASSWORD, role="administrator"
    )
    assert organisation.slug == "ecole-dete"
    assert authenticate(username="admin", password=PASSWORD).can(Power.ADMINISTER)


def test_organisations_of_one_name_have_short_names_of_their_own(db):
    assert [rules.create_organisation("Atelier").slug for _ in range(3)] == ["atelier", "atelier-2", "atelier-3"]
    assert rules.create_organisation("東京").slug == "organisation"


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "not an address"},
        {"email": "taken@example.org"},
        {"email": "TAKEN@example.org"},
        {"email": "a@example.org", "username": "taken@example.org"},
        {"email": "a@example.org", "role": "king"},
        {"email": "a@example.org", "language": "la"},
        {"email": ""},
    ],
)
def test_a_wrong_or_taken_value_is_refused(administrator, fields):
    make_user(administrator.organisation, email="taken@example.org")
    with pytest.raises(ValidationError):
        rules.create_user(administrator.organisation, by=administrator, first_name="Ana", last_name="B", **fields)
    assert User.objects.count() == 2


def test_a_site_of_another_organisation_is_refused(administrator):
    with pytest.raises(ValidationError):
        rules.change_user(administrator, by=administrator, site=make_site(make_organisation()))


def test_a_user_name_that_is_the_e_mail_moves_with_it(administrator):
    ana = make_user(administrator.organisation, email="ana@example.org")
    rules.change_user(ana, by=administrator, email="ana.b@example.org")
    assert ana.username == "ana.b@example.org"


def test_the_log_holds_what_changed_and_nothing_else(administrator):
    ana = make_user(administrator.organisation, phone="1")
    rules.change_user(ana, by=administrator, phone="2", job_title="", address="192.0.2.7")
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after, entry.address) == ({"phone": "1"}, {"phone": "2"}, "192.0.2.7")


def test_a_change_to_what_it_is_already_is_not_logged(administrator):
    rules.change_user(administrator, by=administrator, first_name=administrator.first_name)
    assert acts() == []


def test_a_refused_change_leaves_the_account_as_it_was(administrator):
    make_user(email="taken@example.org")
    ana = make_user(administrator.organisation, phone="1")
    with pytest.raises(ValidationError):
        rules.change_user(ana, by=administrator, phone="2", email="taken@example.org")
    ana.refresh_from_db()
    assert ana.phone == "1"


def test_nobody_but_an_administrator_of_the_organisation_changes_accounts(user, manager):
    for somebody in (user, manager, make_administrator()):
        with pytest.raises(rules.NotAllowed):
            rules.change_user(user, by=somebody, role="administrator")


def test_a_user_edits_his_profile_but_neither_role_nor_e_mail(user):
    rules.edit_profile(user, language="en", level="novice")
    assert user.language == "en"
    for field in ("role", "email", "is_superuser", "organisation"):
        with pytest.raises(TypeError):
            rules.edit_profile(user, **{field: "administrator"})


def test_a_closed_account_can_no_longer_sign_in_and_can_be_opened_again(administrator):
    ana = make_user(administrator.organisation, password=PASSWORD)
    rules.deactivate(ana, by=administrator)
    assert authenticate(username=ana.username, password=PASSWORD) is None
    rules.activate(ana, by=administrator)
    assert authenticate(username=ana.username, password=PASSWORD) == ana
    assert acts() == ["user.deactivate", "user.activate"]


def test_an_organisation_is_never_left_without_an_administrator(administrator):
    with pytest.raises(LastAdministrator):
        rules.change_user(administrator, by=administrator, role="user")
    second = make_administrator(administrator.organisation)
    rules.change_user(administrator, by=second, role="user")
    with pytest.raises(rules.Refused):
        rules.deactivate(second, by=second)


def test_an_invitation_carries_a_link_in_his_language_that_the_log_does_not_show(administrator):
    Installation(address="https://aide.example.org/").save()
    ana = make_user(administrator.organisation, language="en")
    rules.invite(ana, by=administrator)
    mail = Message.objects.get()
    assert mail.to == ana.email
    assert mail.secret
    assert re.search(r"https://aide\.example\.org/account/\S+", mail.body_text)
    assert "Choose your password" in mail.body_text
    assert acts() == ["user.invite"]


def test_a_team_holds_technicians_of_the_organisation_only(administrator, technician, user):
    team = rules.save_team(administrator.organisation, "Réseau", [technician], by=administrator)
    assert list(team.members.all()) == [technician]
    for stranger in (user, make_administrator()):
        with pytest.raises(ValidationError):
            rules.save_team(administrator.organisation, "Réseau", [stranger], by=administrator, team=team)
    with pytest.raises(ValidationError):
        rules.save_team(administrator.organisation, "réseau", [], by=administrator)
    rules.remove_team(team, by=administrator)
    assert acts() == ["team.save", "team.remove"]


def test_a_site_never_lies_in_itself_even_round_about(administrator):
    organisation = administrator.organisation
    campus = rules.save_site(organisation, "Campus", None, by=administrator)
    house = rules.save_site(organisation, "Bâtiment A", campus, by=administrator)
    with pytest.raises(ValidationError):
        rules.save_site(organisation, "Campus", house, by=administrator, site=campus)
    with pytest.raises(ValidationError):
        rules.save_site(organisation, "B", make_site(make_organisation()), by=administrator)


def test_a_site_that_holds_something_is_not_removed(administrator):
    campus = rules.save_site(administrator.organisation, "Campus", None, by=administrator)
    house = rules.save_site(administrator.organisation, "A", campus, by=administrator)
    with pytest.raises(rules.Refused):
        rules.remove_site(campus, by=administrator)
    rules.remove_site(house, by=administrator)
    rules.remove_site(campus, by=administrator)


def test_a_password_in_the_settings_never_reaches_the_log(administrator):
    rules.change_settings(by=administrator, smtp_host="mail.example.org", smtp_password="s3cret")
    entry = AuditEntry.objects.get()
    assert entry.after["smtp_host"] == "mail.example.org"
    assert "s3cret" not in str([entry.before, entry.after])
    assert Installation.current().smtp_password.reveal() == "s3cret"


@pytest.mark.parametrize("change", [{"smtp_port": 0}, {"smtp_port": 70000}, {"attachment_max_mb": 0}])
def test_a_setting_out_of_range_is_refused(administrator, change):
    with pytest.raises(ValidationError):
        rules.change_settings(by=administrator, **change)


def test_settings_are_for_administrators(manager):
    with pytest.raises(rules.NotAllowed):
        rules.change_settings(by=manager, service_name="X")
