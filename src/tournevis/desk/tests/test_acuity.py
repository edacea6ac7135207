"""In what order open tickets want attention."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tournevis.desk import queries, rules
from tournevis.desk.models import Impact, Ticket
from tournevis.desk.tests.factories import make_ticket
from tournevis.people.rules import NotAllowed
from tournevis.people.tests.factories import make_team, make_technician

NOW = timezone.now()


def ago(hours):
    return NOW - timedelta(hours=hours)


def test_who_has_waited_longer_comes_first_among_equals(user, technician):
    late = make_ticket(user, at=ago(1))
    early = make_ticket(user, at=ago(5))
    assert list(queries.open_by_acuity(technician)) == [early, late]


def test_a_site_that_stands_still_goes_before_somebody_who_has_waited_a_day(user, technician):
    waiting = make_ticket(user, at=ago(24))
    still = make_ticket(user, at=NOW, impact="site", blocked=True)
    assert list(queries.open_by_acuity(technician)) == [still, waiting]


def test_who_is_in_a_meeting_within_the_hour_goes_before_somebody_who_has_waited_a_working_day(user, technician):
    waiting = make_ticket(user, at=ago(10))
    pressed = make_ticket(user, at=NOW, deadline=timedelta(minutes=5))
    today = make_ticket(user, at=NOW, deadline=timedelta(hours=5))
    calm = make_ticket(user, at=NOW, deadline=timedelta(days=3))

    assert list(queries.open_by_acuity(technician)) == [pressed, waiting, today, calm]


def test_it_says_that_it_is_wanted_within_the_hour(user, english):
    ticket = make_ticket(user, at=NOW, deadline=timedelta(minutes=30))

    assert "it is wanted within the hour" in [str(reason.text) for reason in rules.acuity(ticket, NOW).reasons]


def test_nobody_is_forgotten_for_ever(user, technician):
    waiting = make_ticket(user, at=ago(24 * 5))
    make_ticket(user, at=NOW, impact="everyone", blocked=True)
    assert queries.open_by_acuity(technician).first() == waiting


def test_it_says_why_weightiest_first(user, english):
    ticket = make_ticket(user, at=ago(3), impact="site", blocked=True)
    found = rules.acuity(ticket, NOW)
    assert found.score == 51
    assert [str(reason.text) for reason in found.reasons] == [
        "a whole site cannot work",
        "it has waited for 3 hours",
    ]


def test_our_word_makes_the_wait_count_anew(user, technician):
    ticket = make_ticket(user, at=ago(30))
    rules.reply(ticket, "Je regarde", by=technician)
    assert rules.acuity(ticket, timezone.now()).score < 1


def test_a_resting_ticket_goes_after_all_others_and_comes_back_with_the_users_word(user, technician):
    resting = make_ticket(user, at=ago(90), impact="everyone", blocked=True)
    other = make_ticket(user, at=NOW)
    rules.set_pending(resting, by=technician)
    assert list(queries.open_by_acuity(technician)) == [other, resting]
    rules.reply(resting, "Voilà", by=user)
    assert queries.open_by_acuity(technician).first() == resting


def test_a_finished_ticket_has_no_acuity_and_no_place_in_the_queue(user, technician):
    ticket = make_ticket(user, at=ago(9), blocked=True)
    rules.solve(ticket, "Réparé", by=technician)
    assert rules.acuity(ticket, NOW).score == 0
    assert list(queries.open_by_acuity(technician)) == []
    rules.reopen(ticket, "Encore", by=user)
    assert list(queries.open_by_acuity(technician)) == [ticket]


def test_a_change_of_impact_moves_it_at_once(user, technician):
    first, second = make_ticket(user, at=ago(2)), make_ticket(user, at=ago(1))
    rules.change_field(second, "blocked", True, by=technician)
    assert list(queries.open_by_acuity(technician)) == [second, first]
    assert queries.open_by_acuity(technician).first().acuity_at < first.acuity_at


@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.sampled_from(Impact.values), st.booleans(), st.booleans()),
        min_size=2,
        max_size=8,
    ),
    st.integers(0, 500),
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_kept_order_is_that_of_the_explained_scores_whenever_it_is_asked(user, technician, tickets, later):
    Ticket.objects.all().delete()
    for hours, impact, blocked, rest in tickets:
        ticket = make_ticket(user, at=ago(hours), impact=impact, blocked=blocked)
        if rest:
            rules.set_pending(ticket, by=technician)
    now = NOW + timedelta(hours=later)
    queue = list(queries.open_by_acuity(technician))
    for before, after in pairwise(queue):
        assert (before.resting, -rules.acuity(before, now).score) <= (after.resting, -rules.acuity(after, now).score)


def test_take_next_gives_the_most_acute_that_nobody_has(user, technician):
    make_ticket(user, at=ago(1))
    acute = make_ticket(user, at=ago(9))
    taken = make_ticket(user, at=ago(50))
    rules.take(taken, by=make_technician(user.organisation))
    assert rules.take_next(by=technician) == acute
    acute.refresh_from_db()
    assert acute.assignee == technician
    assert acute.state_type == "open"


def test_take_next_leaves_other_teams_and_resting_tickets_alone(user, technician):
    organisation = user.organisation
    rules.assign(make_ticket(user), team=make_team(organisation), by=technician)
    rules.set_pending(make_ticket(user), by=technician)
    make_ticket()
    assert rules.take_next(by=technician) is None


def test_take_next_is_not_for_users(user):
    with pytest.raises(NotAllowed):
        rules.take_next(by=user)
