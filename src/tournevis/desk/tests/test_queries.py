"""Lists of tickets."""

from tournevis.assets.tests.factories import make_asset
from tournevis.desk import queries, rules
from tournevis.desk.tests.factories import make_ticket
from tournevis.people.tests.factories import make_site, make_team, make_user


def test_a_user_sees_his_own_and_a_technician_those_of_his_organisation(user, technician):
    mine, others = make_ticket(user), make_ticket(make_user(user.organisation))
    make_ticket()
    assert list(queries.visible_to(user)) == [mine]
    assert set(queries.visible_to(technician)) == {mine, others}


def test_nothing_is_visible_to_a_closed_account(user):
    make_ticket(user)
    user.is_active = False
    assert list(queries.visible_to(user)) == []


def test_counts_tell_what_there_is_to_look_at(user, technician):
    organisation = user.organisation
    team = make_team(organisation, technician)
    rules.take(make_ticket(user), by=technician)
    make_ticket(user, team=team)
    rules.set_pending(make_ticket(user), by=technician)
    rules.solve(make_ticket(user), "Réparé", by=technician)
    assert queries.counts(technician) == {"open": 3, "mine": 1, "teams": 1, "unassigned": 1, "resting": 1}
    assert queries.counts(user)["open"] == 3


def test_near_are_open_tickets_of_the_same_machine_then_person_then_site(organisation, technician):
    site, asset = make_site(organisation), make_asset(organisation)
    user = make_user(organisation, site=site)
    ticket = make_ticket(user, asset=asset)
    at_site = make_ticket(make_user(organisation, site=site))
    same_person = make_ticket(user)
    same_machine = make_ticket(make_user(organisation), asset=asset)
    make_ticket(make_user(organisation))
    rules.solve(make_ticket(user), "Réparé", by=technician)
    assert list(queries.near(ticket, technician)) == [same_machine, same_person, at_site]


def test_a_timeline_of_any_length_takes_two_queries(user, technician, django_assert_max_num_queries):
    ticket = make_ticket(user)
    for n in range(5):
        rules.reply(ticket, f"Mot {n}", by=technician)
    with django_assert_max_num_queries(2):
        assert [str(entry.author) for entry in queries.timeline(ticket, user) if entry.attachments.all() is not None]


def test_the_queue_of_open_tickets_is_read_in_order_by_an_index(user, technician):
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    plan = queries.open_by_acuity(technician).explain()
    assert "ticket_queue" in plan
    assert "TEMP B-TREE" not in plan
