"""People who work for several organisations, and those who work only for a site or a team."""

import pytest
from django.core.exceptions import ValidationError

from tournevis.people import queries
from tournevis.people.acting import KEY, as_member, everywhere
from tournevis.people.models import AuditEntry, Membership, Organisation, Power, Role, User
from tournevis.people.rules import (
    NotAllowed,
    Refused,
    add_member,
    allowed,
    change_member,
    end_member,
    open_organisation,
    remove_site,
    remove_team,
    save_team,
)
from tournevis.people.tests.factories import (
    make_administrator,
    make_member,
    make_organisation,
    make_site,
    make_team,
    make_technician,
    make_user,
)


@pytest.fixture
def customer(organisation):
    return make_organisation()


def test_who_opens_an_organisation_administers_it_and_nobody_else_sees_it(administrator):
    made = open_organisation("Boulangerie Petit", by=administrator)
    there = everywhere(administrator)[1]
    assert (there.organisation, there.role) == (made, Role.ADMINISTRATOR)
    assert allowed(there, "people.administer", made)
    assert not allowed(administrator, "people.administer", made)
    assert list(queries.known_in(made.pk)) == [administrator]


def test_only_the_organisation_that_runs_the_installation_opens_others_and_changes_what_all_share(customer):
    of_customer = make_administrator(customer)
    with pytest.raises(NotAllowed):
        open_organisation("Another", by=of_customer)
    assert not allowed(of_customer, "people.settings")
    assert allowed(of_customer, "people.administer")


@pytest.mark.parametrize("name", ["", "  ", "acme"])
def test_an_organisation_needs_a_name_of_its_own(administrator, name):
    make_organisation("ACME")
    with pytest.raises(ValidationError):
        open_organisation(name, by=administrator)
    assert Organisation.objects.count() == 2


def test_a_member_acts_with_the_role_that_he_has_there(technician, customer):
    make_member(customer, Role.AUDITOR, user=technician)
    assert technician.can(Power.READ_LOGS)
    assert not technician.can(Power.WORK)
    kept = User.objects.get(pk=technician.pk)
    assert (kept.role, kept.organisation_id) == (Role.TECHNICIAN, technician.home_id)


def test_what_somebody_changes_of_himself_while_he_acts_elsewhere_leaves_him_where_he_belongs(technician, customer):
    home = technician.organisation_id
    make_member(customer, Role.AUDITOR, user=technician)
    technician.phone = "06 12"
    technician.save()
    kept = User.objects.get(pk=technician.pk)
    assert (kept.phone, kept.role, kept.organisation_id) == ("06 12", Role.TECHNICIAN, home)
    with pytest.raises(TypeError):
        technician.save(update_fields=["role"])


def test_a_customer_lets_in_people_of_the_service_company_only_by_their_exact_e_mail(technician, customer, english):
    of_customer, stranger = make_administrator(customer), make_user(make_organisation())
    assert add_member(customer, technician.email.upper(), Role.TECHNICIAN, by=of_customer).user == technician
    for email in (stranger.email, technician.email[:-1], "", of_customer.email):
        with pytest.raises(ValidationError):
            add_member(customer, email, Role.TECHNICIAN, by=of_customer)
    with pytest.raises(ValidationError, match="works here already"):
        add_member(customer, technician.email, Role.TECHNICIAN, by=of_customer)


def test_who_is_no_longer_let_in_leaves_the_teams_is_still_known_by_name_and_may_come_back(technician, customer):
    of_customer = make_administrator(customer)
    membership = add_member(customer, technician.email, Role.TECHNICIAN, by=of_customer)
    save_team(customer, "Network", [technician], by=of_customer)
    end_member(membership, by=of_customer)
    assert len(everywhere(technician)) == 1
    assert not technician.teams.exists()
    assert technician in queries.known_in(customer.pk)
    assert technician not in queries.staff_of(customer.pk)
    assert add_member(customer, technician.email, Role.ON_SITE, by=of_customer).pk == membership.pk
    acts = AuditEntry.objects.filter(organisation=customer, act__startswith="member.").order_by("id")
    assert list(acts.values_list("act", flat=True)) == ["member.add", "member.end", "member.add"]


def test_only_administrators_of_the_organisation_let_people_in(technician, customer):
    membership = add_member(customer, technician.email, Role.TECHNICIAN, by=make_administrator(customer))
    for act in (
        lambda by: add_member(customer, by.email, Role.ADMINISTRATOR, by=by),
        lambda by: change_member(membership, by=by, role=Role.ADMINISTRATOR),
        lambda by: end_member(membership, by=by),
    ):
        for by in (technician, as_member(technician, membership), make_administrator(technician.organisation)):
            with pytest.raises(NotAllowed):
                act(by)


def test_a_member_is_not_bound_to_a_site_or_a_team_of_another_organisation(technician, customer):
    mine = technician.organisation
    by = make_administrator(customer)
    for bound in ({"site": make_site(mine)}, {"team": make_team(mine)}):
        with pytest.raises(ValidationError):
            add_member(customer, technician.email, Role.TECHNICIAN, by=by, **bound)
    assert not Membership.objects.exists()


def test_who_works_at_a_site_works_at_all_that_lies_in_it_and_nowhere_else(organisation):
    campus = make_site(organisation)
    building, elsewhere = make_site(organisation, parent=campus), make_site(organisation)
    floor = make_site(organisation, parent=building)
    bound = make_technician(organisation, reach=building)
    there, above = make_user(organisation, site=floor), make_user(organisation, site=campus)
    other, nowhere = make_user(organisation, site=elsewhere), make_user(organisation)
    assert set(queries.people_of(bound)) == {bound, there}
    assert allowed(bound, "people.directory", there)
    assert not any(allowed(bound, "people.directory", person) for person in (above, other, nowhere))


def test_a_power_over_the_whole_organisation_is_not_had_by_who_works_only_for_a_site(organisation):
    bound = make_administrator(organisation, reach=make_site(organisation))
    assert bound.can(Power.WORK)
    assert not any(bound.can(power) for power in (Power.ADMINISTER, Power.READ_LOGS, Power.IMPORT_MACHINES))


def test_a_site_or_team_to_which_somebody_is_bound_is_not_removed_from_under_him(administrator, customer):
    site, team = make_site(administrator.organisation), make_team(customer)
    make_technician(administrator.organisation, reach=site)
    make_member(customer, team=team)
    with pytest.raises(Refused):
        remove_site(site, by=administrator)
    with pytest.raises(Refused):
        remove_team(team, by=make_administrator(customer))


def test_a_page_acts_where_its_reader_chose_to_until_his_membership_ends(client, technician, customer):
    zoe = make_user(customer, last_name="Zola")
    membership = Membership.objects.create(user=technician, organisation=customer)
    client.force_login(technician)
    assert client.get("/people/").context["count"] == 1
    client.post("/account/place/", {"organisation": customer.pk})
    page = client.get("/people/")
    assert [person.pk for person in page.context["page"].rows] == [zoe.pk]
    membership.is_active = False
    membership.save()
    assert client.get("/people/").context["count"] == 1
    assert KEY not in client.session


def test_nobody_goes_to_an_organisation_that_he_does_not_work_for(client, technician, customer):
    client.force_login(technician)
    for wanted in (customer.pk, "x"):
        assert client.post("/account/place/", {"organisation": wanted}).status_code == 404
    assert KEY not in client.session


def test_the_head_of_the_page_names_the_places_only_where_there_are_several(client, technician, customer):
    client.force_login(technician)
    assert client.get("/people/").context["workplaces"] == []
    make_member(customer, user=User.objects.get(pk=technician.pk))
    names = [place.name for place in client.get("/people/").context["workplaces"]]
    assert set(names) == {technician.organisation.name, customer.name}


def test_an_administrator_lets_somebody_in_by_the_pages_and_bounds_him(client, technician, customer):
    site = make_site(customer, "Lyon")
    client.force_login(make_administrator(customer))
    told = {"email": technician.email, "role": Role.ON_SITE, "site": site.pk}
    assert client.post("/settings/members/new/", told).status_code == 302
    membership = Membership.objects.get()
    assert (membership.user, membership.role, membership.site) == (technician, Role.ON_SITE, site)
    assert technician.email in client.get("/settings/members/").content.decode()
    address = f"/settings/members/{membership.pk}/"
    assert client.post(address, {"role": Role.TECHNICIAN}).status_code == 302
    membership.refresh_from_db()
    assert (membership.role, membership.site) == (Role.TECHNICIAN, None)
    assert client.post(address, {"end": "yes"}).status_code == 302
    assert not Membership.objects.filter(is_active=True).exists()
    assert client.post("/settings/members/new/", {"email": "x@y.z", "role": Role.ON_SITE}).status_code == 422


def test_a_new_organisation_is_opened_by_the_pages_and_gone_to(client, administrator):
    client.force_login(administrator)
    assert client.post("/settings/organisations/new/", {"name": ""}).status_code == 422
    assert client.post("/settings/organisations/new/", {"name": "Garage du Centre"}).status_code == 302
    made = Organisation.objects.get(name="Garage du Centre")
    assert "Garage du Centre" in client.get("/settings/organisations/").content.decode()
    client.post("/account/place/", {"organisation": made.pk})
    assert client.get("/settings/sites/").context["count"] == 0
