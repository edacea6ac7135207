"""The cases of all the organisations that somebody works for."""

import pytest

from tournevis.desk.rules import assign, take
from tournevis.desk.tests.factories import make_ticket
from tournevis.people.acting import everywhere
from tournevis.people.models import Membership, Role, User
from tournevis.people.rules import NotAllowed, Refused
from tournevis.people.tests.factories import make_member, make_organisation, make_site, make_team, make_user


@pytest.fixture
def customer(organisation):
    return make_organisation(name="Garage du Centre")


@pytest.fixture
def theirs(customer):
    return make_ticket(make_user(customer), title="Theirs")


def test_the_cases_of_each_place_stand_in_one_list_that_leads_to_each(client, user, technician, customer, theirs):
    make_ticket(user, title="Ours")
    Membership.objects.create(user=technician, organisation=customer)
    client.force_login(technician)
    page = client.get("/work/everywhere/").content.decode()
    assert "Ours" in page
    assert "Garage du Centre" in page
    there = client.post("/account/place/", {"organisation": customer.pk, "next": f"/work/cases/{theirs.number}/"})
    assert "Theirs" in client.get(there["Location"]).content.decode()


def test_a_list_of_many_organisations_holds_none_where_he_does_not_work(client, technician, customer, theirs):
    client.force_login(technician)
    assert client.get("/work/everywhere/").context["count"] == 0


def test_a_member_sees_in_the_joined_list_only_what_his_bounds_leave_him(client, technician, customer, theirs):
    site = make_site(customer)
    make_ticket(make_user(customer, site=make_site(customer, parent=site)), title="At the site")
    Membership.objects.create(user=technician, organisation=customer, site=site)
    client.force_login(technician)
    page = client.get("/work/everywhere/")
    assert [row.ticket.title for _name, row in page.context["rows"]] == ["At the site"]


def test_the_joined_list_costs_the_same_whatever_the_number_of_cases(
    client, technician, customer, django_assert_max_num_queries
):
    for organisation in (technician.organisation, customer, make_organisation()):
        Membership.objects.get_or_create(user=technician, organisation=organisation)
        for _n in range(8):
            make_ticket(make_user(organisation))
    client.force_login(technician)
    with django_assert_max_num_queries(15):
        assert len(client.get("/work/everywhere/").context["rows"]) == 24


def test_a_case_is_given_to_who_works_here_from_elsewhere_and_not_beyond_his_bounds(technician, customer, theirs):
    team = make_team(customer)
    free = make_member(customer, acting=False)
    bound = make_member(customer, acting=False, team=team)
    by = make_member(customer)
    assign(theirs, by=by, to=free)
    theirs.refresh_from_db()
    assert theirs.assignee == free
    for stranger in (bound, technician):
        with pytest.raises(Refused):
            assign(theirs, by=by, to=stranger)


def test_who_works_for_one_team_takes_only_its_cases(customer, theirs):
    team = make_team(customer)
    bound = make_member(customer, team=team)
    with pytest.raises(NotAllowed):
        take(theirs, by=bound)
    theirs.team = team
    take(theirs, by=bound)
    theirs.refresh_from_db()
    assert theirs.assignee_id == bound.pk


def test_a_plain_user_of_several_organisations_has_no_joined_list(client, user, customer):
    Membership.objects.create(user=user, organisation=customer, role=Role.USER)
    client.force_login(user)
    assert client.get("/work/everywhere/").status_code == 403
    assert len(everywhere(User.objects.get(pk=user.pk))) == 2
