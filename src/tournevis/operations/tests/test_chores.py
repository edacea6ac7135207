"""The chores of a day: done once, a failure kept and not in the way of the others."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tournevis.desk import rules as desk
from tournevis.desk.models import StateType, Ticket
from tournevis.desk.tests.factories import make_ticket
from tournevis.operations.models import ChoreRun
from tournevis.operations.rules import CHORES, Chore, run_due
from tournevis.outbox.models import Message
from tournevis.people.models import AuditEntry, Installation
from tournevis.people.rules import record
from tournevis.people.tests.factories import make_organisation, make_user

NOW = timezone.now()
DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.KEYS_FILE = tmp_path / "keys.json"


@pytest.fixture
def solved(technician):
    ticket = make_ticket(make_user(technician.organisation))
    desk.solve(ticket, "A jam.", by=technician)
    return ticket


def state(ticket):
    return Ticket.objects.get(pk=ticket.pk).state_type


def test_each_organisation_has_each_chore_done_once_a_day(organisation):
    make_organisation()

    assert run_due(NOW) == 2 * len(CHORES)
    assert run_due(NOW + timedelta(seconds=1)) == 0
    assert run_due(NOW + DAY) == 2 * len(CHORES)


def test_a_chore_that_fails_is_kept_with_its_error_and_the_others_are_done(organisation, monkeypatch):
    def fail(organisation, now):
        Ticket.objects.all().delete()
        raise ValueError("no more paper")

    ticket = make_ticket(make_user(organisation))
    monkeypatch.setitem(CHORES, "audit", Chore("audit", "Audit", fail))

    run_due(NOW)

    assert ChoreRun.objects.get(chore="audit").error == "ValueError: no more paper"
    assert ChoreRun.objects.get(chore="settle").is_done
    assert Ticket.objects.filter(pk=ticket.pk).exists()


def test_a_ticket_solved_long_ago_is_closed_and_a_fresh_or_open_one_is_not(solved, organisation):
    still_open = make_ticket(make_user(organisation))
    run_due(NOW + 9 * DAY)
    assert state(solved) == StateType.SOLVED

    run_due(NOW + 11 * DAY)

    assert state(solved) == StateType.CLOSED
    assert state(still_open) == StateType.NEW
    assert ChoreRun.objects.filter(chore="settle").latest("id").report == {"closed": 1}


def test_no_ticket_is_closed_where_the_settings_say_never(solved):
    Installation(close_after_days=0).save()

    run_due(NOW + 999 * DAY)

    assert state(solved) == StateType.SOLVED


def test_a_changed_log_is_noted_and_told_to_the_administrators_once(administrator):
    for name in "abc":
        record(administrator, "user.change", name)
    AuditEntry.objects.filter(number=2).update(subject="forged")

    for day in range(3):
        run_due(NOW + day * DAY)

    assert AuditEntry.objects.filter(act="audit.broken").count() == 1
    mail = Message.objects.get()
    assert mail.to == administrator.email
    assert "2" in mail.body_text


def test_an_administrator_reads_what_was_done_and_others_do_not(client, administrator, technician):
    run_due(NOW)
    client.force_login(technician)
    assert client.get(reverse("operations:chores")).status_code == 403

    client.force_login(administrator)
    page = client.get(reverse("operations:chores")).content.decode()

    assert page.count("<li>\n    <div><strong>") == len(CHORES)
