"""Who has a ticket, and what is known of it."""

import pytest

from tournevis.assets.tests.factories import make_asset
from tournevis.desk import queries, rules
from tournevis.desk.models import Entry, StateType
from tournevis.desk.tests.factories import make_ticket
from tournevis.desk.wording import Names, sentence
from tournevis.outbox.models import Message
from tournevis.people.rules import NotAllowed, Refused
from tournevis.people.tests.factories import make_team, make_technician, make_user


def told(ticket, reader):
    entries = list(queries.timeline(ticket, reader))
    names = Names(entries)
    return [text for entry in entries if (text := sentence(entry, names))]


@pytest.fixture
def ticket(user):
    ticket = make_ticket(user)
    Message.objects.all().delete()
    return ticket


def test_taking_it_puts_it_in_progress_and_the_user_sees_who_has_it(ticket, technician, english):
    rules.take(ticket, by=technician)
    assert (ticket.assignee, ticket.state_type) == (technician, StateType.OPEN)
    assert told(ticket, ticket.requester) == [f"Assigned to {technician}", "State: In progress"]


def test_who_is_given_a_ticket_is_told_by_mail_and_who_takes_it_is_not(ticket, technician, organisation):
    other = make_technician(organisation)
    rules.assign(ticket, to=other, by=technician)
    assert [mail.to for mail in Message.objects.all()] == [other.email]
    rules.take(ticket, by=technician)
    assert Message.objects.count() == 1


def test_a_ticket_is_not_given_to_a_plain_user_nor_to_somebody_who_left_nor_to_a_stranger(ticket, technician):
    left = make_technician(ticket.organisation, is_active=False)
    for nobody in (ticket.requester, left, make_technician()):
        with pytest.raises(Refused):
            rules.assign(ticket, to=nobody, by=technician)
    assert ticket.assignee is None


def test_a_ticket_given_to_a_team_is_in_the_queue_of_its_members_only(ticket, technician, organisation):
    member = make_technician(organisation)
    rules.assign(ticket, team=make_team(organisation, member), by=technician)
    assert list(queries.queue_of(member)) == [ticket]
    assert list(queries.queue_of(technician)) == []


def test_a_team_of_another_organisation_is_refused(ticket, technician):
    with pytest.raises(Refused):
        rules.assign(ticket, team=make_team(make_user().organisation), by=technician)


def test_giving_it_to_nobody_at_all_is_refused(ticket, technician):
    with pytest.raises(Refused):
        rules.assign(ticket, by=technician)


def test_a_released_ticket_is_back_in_the_queue(ticket, technician, english):
    rules.take(ticket, by=technician)
    rules.release(ticket, by=technician)
    assert ticket.assignee is None
    assert "Given back to the queue" in told(ticket, technician)


def test_a_user_changes_nothing(ticket, user):
    for act in (rules.take, rules.release):
        with pytest.raises(NotAllowed):
            act(ticket, by=user)
    with pytest.raises(NotAllowed):
        rules.change_field(ticket, "title", "Autre", by=user)


def test_changes_are_told_with_their_values_in_the_readers_words(ticket, technician, english):
    asset = make_asset(ticket.organisation, name="IMP-12")
    rules.change_fields(ticket, title="Bourrage", impact="site", blocked=True, asset=asset, by=technician)
    assert told(ticket, technician) == [
        "Subject: Bourrage (was: Mon imprimante est bloquée)",
        "People affected: A whole site",
        "Work is stopped",
        "Machine: IMP-12",
    ]


def test_a_change_to_what_it_is_already_leaves_no_trace(ticket, technician):
    assert not rules.change_field(ticket, "impact", "me", by=technician)
    assert not ticket.entries.filter(kind=Entry.Kind.CHANGE).exists()


@pytest.mark.parametrize(("field", "value"), [("title", "  "), ("title", "x" * 201), ("impact", "galaxy")])
def test_a_wrong_value_is_refused_and_nothing_of_the_act_is_kept(ticket, technician, field, value):
    with pytest.raises(Refused):
        rules.change_fields(ticket, blocked=True, **{field: value}, by=technician)
    ticket.refresh_from_db()
    assert not ticket.blocked


def test_a_field_that_has_its_own_rule_cannot_be_set_by_this_one(ticket, technician):
    with pytest.raises(TypeError):
        rules.change_field(ticket, "state_type", "closed", by=technician)


def test_who_was_overtaken_is_told_and_his_change_is_not_made(ticket, technician):
    seen = ticket.version
    rules.change_field(ticket, "title", "Premier", by=technician, expected=seen)
    with pytest.raises(rules.Overtaken):
        rules.change_field(ticket, "title", "Second", by=technician, expected=seen)
    ticket.refresh_from_db()
    assert ticket.title == "Premier"


def test_a_closed_ticket_is_not_handed_over(ticket, technician):
    rules.close(ticket, by=technician, explanation="Réparé")
    with pytest.raises(rules.Closed):
        rules.take(ticket, by=technician)
