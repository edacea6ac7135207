"""What is older than an organisation wants to keep goes: told on the first day, done on the next."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tournevis.desk import rules as desk
from tournevis.desk.models import Ticket
from tournevis.desk.tests.factories import make_ticket
from tournevis.files.models import Attachment
from tournevis.files.tests.factories import make_attachment
from tournevis.operations.models import ChoreRun, RetentionRule
from tournevis.operations.retention import KINDS, keep_short, plan, set_days
from tournevis.operations.rules import run_due
from tournevis.operations.wording import told
from tournevis.outbox.models import Message
from tournevis.outbox.tests.factories import make_message
from tournevis.people import rules
from tournevis.people.models import AuditEntry, User
from tournevis.people.tests.factories import make_organisation, make_user

NOW = timezone.now()
DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.KEYS_FILE = tmp_path / "keys.json"


def set_(organisation, administrator, **days):
    set_days(organisation, dict.fromkeys(KINDS, 0) | days, by=administrator)


def old_mail(organisation, days):
    mail = make_message(organisation, state=Message.State.SENT)
    Message.objects.filter(pk=mail.pk).update(created_at=NOW - days * DAY)
    return mail


@pytest.fixture
def closed(technician):
    """A request closed two years ago, with a file."""
    person = make_user(technician.organisation, first_name="Paul", last_name="Ancien")
    ticket = make_ticket(person, complaint="Mon dossier secret ne s'ouvre plus")
    attachment = make_attachment(person)
    desk.note(ticket, "vu", by=technician)
    ticket.entries.order_by("id").first().attachments.add(attachment)
    desk.solve(ticket, "Un fil.", by=technician)
    Ticket.objects.filter(pk=ticket.pk).update(state_type="closed", closed_at=NOW - 730 * DAY)
    Attachment.objects.update(at=NOW - 800 * DAY)
    return ticket


def test_a_new_age_is_told_on_the_first_day_and_carried_out_on_the_next(organisation, administrator):
    set_(organisation, administrator, mails=30)
    old, fresh = old_mail(organisation, 31), old_mail(organisation, 29)

    assert keep_short(organisation, NOW) == {"would_mails": 1}
    assert Message.objects.filter(pk=old.pk).exists()
    assert keep_short(organisation, NOW + timedelta(hours=1)) == {"gone_mails": 1}

    assert list(Message.objects.all()) == [fresh]
    assert AuditEntry.objects.get(act="retention.run").after == {"gone_mails": 1}


def test_an_age_that_is_changed_is_told_again_before_it_is_carried_out(organisation, administrator):
    set_(organisation, administrator, mails=300)
    old_mail(organisation, 200)
    keep_short(organisation, NOW)

    set_(organisation, administrator, mails=100)

    assert keep_short(organisation, NOW + DAY) == {"would_mails": 1}
    assert Message.objects.count() == 1


def test_zero_days_keeps_for_ever(organisation, administrator):
    set_(organisation, administrator)
    old_mail(organisation, 9999)

    assert [keep_short(organisation, NOW + day * DAY) for day in range(3)] == [{}, {}, {}]


def test_a_waiting_mail_is_not_let_go_of(organisation, administrator):
    set_(organisation, administrator, mails=1)
    make_message(organisation)
    Message.objects.update(created_at=NOW - 99 * DAY)

    keep_short(organisation, NOW)
    keep_short(organisation, NOW)

    assert Message.objects.count() == 1


def test_an_account_closed_long_ago_is_made_anonymous_and_an_open_one_is_not(organisation, administrator, user):
    leaver = make_user(organisation, first_name="Paul", last_name="Parti")
    rules.deactivate(leaver, by=administrator)
    User.objects.filter(pk=leaver.pk).update(closed_at=NOW - 400 * DAY)
    set_(organisation, administrator, closed_accounts=365)

    keep_short(organisation, NOW)
    keep_short(organisation, NOW)

    assert User.objects.get(pk=leaver.pk).last_name == ""
    assert User.objects.get(pk=user.pk).first_name == user.first_name
    assert AuditEntry.objects.get(act="person.erase").actor is None


def test_the_words_of_an_old_closed_request_go_and_the_request_stays(closed, organisation, administrator):
    set_(organisation, administrator, requests=365)
    open_ = make_ticket(closed.requester, complaint="Encore un souci")
    Ticket.objects.filter(pk=open_.pk).update(created_at=NOW - 999 * DAY)

    keep_short(organisation, NOW)
    assert keep_short(organisation, NOW) == {"gone_requests": 1}
    assert keep_short(organisation, NOW) == {}

    closed.refresh_from_db()
    assert (closed.complaint, closed.state_type, closed.number) == ("•••", "closed", closed.number)
    assert not closed.entries.filter(body__contains="dossier").exists()
    assert Ticket.objects.get(pk=open_.pk).complaint == "Encore un souci"


def test_a_file_stays_while_one_of_its_requests_is_open(closed, organisation, administrator):
    set_(organisation, administrator, files=365)
    attachment = Attachment.objects.get()
    again = make_ticket(closed.requester)
    again.entries.first().attachments.add(attachment)
    keep_short(organisation, NOW)
    assert keep_short(organisation, NOW) == {}

    again.entries.first().attachments.clear()

    assert keep_short(organisation, NOW) == {"gone_files": 1}


def test_another_organisations_data_is_not_touched(organisation, administrator):
    other = make_organisation()
    old_mail(other, 999)
    set_(organisation, administrator, mails=1)

    keep_short(organisation, NOW)
    keep_short(organisation, NOW)

    assert Message.objects.count() == 1


def test_the_chore_of_the_day_tells_in_words_what_would_go(organisation, administrator):
    old_mail(organisation, 999)

    run_due(NOW)

    assert told(ChoreRun.objects.get(chore="retention"))[1] == "Mails sent: 1 would go tomorrow."


def test_only_an_administrator_sets_ages_and_wrong_ones_are_refused(client, organisation, administrator, technician):
    with pytest.raises(rules.NotAllowed):
        set_days(organisation, {"mails": 3}, by=technician)
    client.force_login(administrator)
    page = reverse("operations:retention")
    assert client.get(page).status_code == 200
    days = {one.kind.key: one.days for one in plan(organisation, NOW)}

    assert client.post(page, days | {"mails": "-1"}).status_code == 422
    assert client.post(page, days | {"mails": "40000"}).status_code == 422
    assert client.post(page, days | {"mails": "90"}).status_code == 302

    assert RetentionRule.objects.get(kind="mails").days == 90
    entry = AuditEntry.objects.get(act="retention.change")
    assert (entry.before, entry.after) == ({"mails": 365}, {"mails": 90})
