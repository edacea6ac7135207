"""The commands on the log of acts and on the keys, as an administrator of the server types them."""

import pytest

from tournevis.cli.main import main
from tournevis.people.models import AuditEntry, Installation
from tournevis.people.rules import record
from tournevis.vault.fields import keyring


@pytest.fixture(autouse=True)
def place(settings, tmp_path, monkeypatch):
    settings.KEYS_FILE = tmp_path / "keys.json"
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


@pytest.fixture
def log(administrator):
    for name in "abc":
        record(administrator, "user.change", name)


def test_a_whole_log_is_told_and_a_changed_one_is_a_failure_that_names_the_entry(log, organisation, capsys):
    assert main(["audit", "verify"]) == 0
    assert "The log is whole." in capsys.readouterr().out

    AuditEntry.objects.filter(number=2).update(subject="forged")

    assert main(["audit", "verify"]) == 1
    assert f"{organisation}:\n  Entry 2 is not what was written" in capsys.readouterr().out


def test_a_rotation_of_the_keys_is_told_and_noted(administrator, capsys):
    Installation(smtp_password="s3cret").save()

    assert main(["keys", "rotate"]) == 0

    told = capsys.readouterr().out
    assert told.startswith("1 secrets are sealed")
    assert keyring().keys[0] not in told
    assert AuditEntry.objects.get().act == "keys.rotate"
    assert main(["audit", "verify"]) == 0


def test_a_rotation_without_the_right_keys_says_what_to_do(db, settings, tmp_path, capsys):
    Installation(smtp_password="s3cret").save()
    settings.KEYS_FILE = tmp_path / "other.json"

    assert main(["keys", "rotate"]) == 1
    assert "put back the key file" in capsys.readouterr().err


def test_a_password_set_from_the_command_line_is_noted(user, capsys):
    assert main(["password", user.email]) == 0

    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor, entry.subject) == ("password.set", None, str(user))
    assert entry.reason
