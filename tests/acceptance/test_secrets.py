"""A canary for a secret is looked for behind every door: it is told by one page, for a reason, and by nothing else."""

import io
import logging
import tarfile

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.acceptance.server import tournevis

from tournevis.operations.personal import export_person
from tournevis.outbox.rules import deliver_due
from tournevis.outbox.rules.logbook import send_test
from tournevis.outbox.tests.factories import make_message
from tournevis.people.models import AuditEntry, Installation
from tournevis.people.rules import Refused, change_settings

CANARY = "canary-7Q2w-secret"

pytestmark = [pytest.mark.acceptance, pytest.mark.django_db]


@pytest.fixture
def site(administrator, settings, tmp_path):
    settings.KEYS_FILE = tmp_path / "keys.json"
    Installation(
        smtp_host="127.0.0.1", smtp_port=9, smtp_user="mailer", smtp_password=CANARY, mail_sender="desk@example.org"
    ).save()
    return administrator


@pytest.fixture
def browser(site):
    client = Client(raise_request_exception=False)
    client.force_login(site)
    return client


def secret_page():
    return reverse("people:secret", args=["mail-password", 1])


def test_it_is_shown_for_a_reason_and_noted_with_it(browser, site):
    assert CANARY not in browser.get(secret_page()).content.decode()
    assert browser.post(secret_page(), {"reason": " ."}).status_code == 422
    assert not AuditEntry.objects.filter(act="secret.reveal").exists()

    answer = browser.post(secret_page(), {"reason": "The mail server moves"}, REMOTE_ADDR="192.0.2.7")

    assert CANARY in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    entry = AuditEntry.objects.get(act="secret.reveal")
    assert (entry.actor, entry.reason, entry.address) == (site, "The mail server moves", "192.0.2.7")
    assert CANARY not in f"{entry.before}{entry.after}"


def test_nobody_but_who_runs_the_installation_sees_it(site, technician):
    client = Client()
    client.force_login(technician)

    assert client.post(secret_page(), {"reason": "I would like to"}).status_code == 403


def test_no_page_of_the_settings_and_no_export_holds_it(browser, site):
    change_settings(by=site, smtp_host="mail.example.org")
    pages = ["people:settings", "people:audit", "people:audit_csv", "people:audit_lines", "people:users_csv"]
    pages += ["outbox:log", "outbox:log_csv", "operations:chores"]

    for name in pages:
        answer = browser.get(reverse(name))
        told = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200, name
        assert CANARY.encode() not in told, name
    assert CANARY not in browser.get(reverse("people:settings_section", args=["mail"])).content.decode()


def test_no_log_at_its_most_talkative_and_no_failed_delivery_tells_it(site, organisation, caplog):
    make_message(organisation)

    with caplog.at_level(logging.DEBUG):
        deliver_due(timezone.now())
        with pytest.raises(Refused) as refusal:
            send_test("somebody@example.org", by=site, now=timezone.now())

    assert CANARY not in caplog.text
    assert CANARY not in str(refusal.value)


def test_the_page_of_an_error_while_developing_does_not_tell_it(browser, settings, monkeypatch, caplog):
    settings.DEBUG = True

    def broken(*args, **kwargs):
        shown = Installation.current().smtp_password.reveal()
        raise RuntimeError(f"a fault with {len(shown)} letters at hand")

    monkeypatch.setattr("tournevis.people.views.secrets.reveal", broken)

    answer = browser.post(secret_page(), {"reason": "The mail server moves"})

    assert answer.status_code == 500
    assert CANARY not in answer.content.decode()
    assert CANARY not in caplog.text


def test_a_dump_of_the_tables_holds_it_sealed(site):
    out = io.StringIO()

    call_command("dumpdata", "people.installation", stdout=out)

    assert "mailer" in out.getvalue()
    assert CANARY not in out.getvalue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT smtp_password FROM people_installation")
        assert CANARY not in cursor.fetchone()[0]


def test_what_is_handed_out_to_a_person_does_not_hold_it(site):
    assert CANARY.encode() not in export_person(site, by=site, now=timezone.now()).read()


def test_a_backup_that_is_not_sealed_holds_neither_it_nor_the_key_that_opens_it(tmp_path):
    data, file = tmp_path / "data", tmp_path / "site.backup"
    data.mkdir()
    assert tournevis(data, "migrate")[0] == 0
    kept = f"Installation(smtp_user='mailer', smtp_password='{CANARY}').save()"
    code = f"from tournevis.people.models import Installation; {kept}"
    assert tournevis(data, "manage", "shell", "-c", code)[0] == 0

    assert tournevis(data, "backup", file)[0] == 0

    with tarfile.open(file) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar if member.isfile()}
    assert b"mailer" in b"".join(members.values())
    for name, content in members.items():
        assert CANARY.encode() not in content, name
        assert (data / "keys.json").read_bytes() not in content, name
