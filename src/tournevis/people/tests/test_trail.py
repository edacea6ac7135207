"""The log that an auditor takes away is verified elsewhere."""

import json

import pytest
from django.urls import reverse

from tournevis.cli.main import main
from tournevis.people import trail
from tournevis.people.models import AuditEntry
from tournevis.people.rules import record
from tournevis.vault.fields import keyring


@pytest.fixture
def lines(administrator, settings, tmp_path):
    settings.KEYS_FILE = tmp_path / "keys.json"
    for name in "abcd":
        record(administrator, "user.change", name, before={"é": 1}, after={"é": 2}, reason="asked", address="192.0.2.7")
    return list(trail.lines(AuditEntry.objects.order_by("number")))


def broken(lines, *, key=True):
    return [(b.kind, b.first) for b in trail.breaks(trail.read(lines), keyring().chain if key else None)]


def forged(line, **fields):
    return json.dumps({**json.loads(line), **fields})


def test_a_whole_copy_is_whole_with_the_key_and_without(lines):
    assert broken(lines) == []
    assert broken(lines, key=False) == []


@pytest.mark.parametrize("field", ["subject", "act", "reason", "actor_id", "at", "after", "address"])
def test_a_line_that_was_changed_is_named(lines, field):
    value = {"actor_id": 9, "at": "2020-01-01T00:00:00+00:00"}.get(field, "192.0.2.9")
    lines[1] = forged(lines[1], **{field: value})

    assert broken(lines) == [("changed", 2)]


def test_a_line_that_was_taken_out_or_moved_is_named_even_without_the_key(lines):
    assert broken(lines[:1] + lines[2:], key=False) == [("missing", 2)]
    assert broken([lines[0], lines[2], lines[1], lines[3]], key=False) != []
    assert broken([lines[0], forged(lines[1], digest="0" * 64), *lines[2:]], key=False) == [("changed", 3)]


def test_what_is_no_log_is_refused_by_its_line(lines):
    for bad in ("[]", "{}", '{"number": 1}', "nonsense", "3"):
        with pytest.raises(trail.NoTrail, match="2"):
            list(trail.read([lines[0], bad]))


def test_an_auditor_downloads_it_and_checks_it_in_the_terminal(
    client, lines, administrator, tmp_path, capsys, monkeypatch
):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    client.force_login(administrator)
    answer = client.get(reverse("people:audit_lines"))
    file = tmp_path / "log.jsonl"
    file.write_bytes(b"".join(answer.streaming_content))

    assert main(["audit", "check", str(file)]) == 0
    assert "5 entries" in capsys.readouterr().out
    file.write_text(file.read_text().replace("user.change", "user.chance", 1))
    assert main(["audit", "check", str(file)]) == 1
    assert main(["audit", "check", str(file), "--without-key"]) == 0
    file.write_text("nonsense")
    assert main(["audit", "check", str(file)]) == 1
