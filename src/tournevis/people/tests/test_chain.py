"""What is done to the log behind the product's back is found and named."""

from datetime import UTC, datetime

import pytest

from tournevis.people.chain import Break
from tournevis.people.models import AuditEntry, AuditHead
from tournevis.people.rules import record
from tournevis.people.rules.audit import verify
from tournevis.people.tests.factories import make_administrator
from tournevis.vault.fields import keyring

LENGTH = 6


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.KEYS_FILE = tmp_path / "keys.json"


@pytest.fixture
def log(administrator):
    for turn in range(LENGTH):
        record(administrator, "user.change", f"Ana {turn}", before={"b": 1, "a": ["é"]}, address="192.0.2.7")
    return AuditEntry.objects.filter(organisation=administrator.organisation)


def at(log, number):
    return log.filter(number=number)


def test_a_log_that_nobody_touched_is_whole_and_each_organisation_has_its_own(log, organisation):
    record(make_administrator(), "user.change", "Ben")

    assert verify(organisation) == []
    assert list(log.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Ben"},
        {"act": "user.create"},
        {"actor": None},
        {"before": {"b": 2}},
        {"after": {"x": 1}},
        {"reason": "none"},
        {"address": "192.0.2.8"},
        {"at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"digest": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_entry_is_named(log, organisation, change):
    at(log, 3).update(**change)

    assert Break("changed", 3, 3) in verify(organisation)


def test_entries_taken_out_are_named(log, organisation):
    log.filter(number__in=[3, 4])._raw_delete("default")

    assert verify(organisation) == [Break("missing", 3, 4)]


def test_entries_that_changed_places_are_named(log, organisation):
    at(log, 2).update(number=99)
    at(log, 5).update(number=2)
    log.filter(number=99).update(number=5)

    found = verify(organisation)

    assert {Break("changed", 2, 2), Break("changed", 5, 5)} <= set(found)


def test_a_forged_entry_in_a_gap_is_named_since_its_maker_has_no_key(log, organisation):
    forged = at(log, 3).get()
    forged.subject = "nobody"
    at(log, 3).update(subject=forged.subject, digest="f" * 64)
    at(log, 4).update(previous="f" * 64)

    assert {Break("changed", 3, 3), Break("changed", 4, 4)} <= set(verify(organisation))


def test_entries_taken_from_the_end_are_named_by_the_head(log, organisation):
    log.filter(number__gt=4)._raw_delete("default")

    assert verify(organisation) == [Break("end_missing", 5, 6)]


def test_entries_taken_from_the_end_with_the_head_put_back_are_named_by_what_was_verified_before(log, organisation):
    assert verify(organisation) == []
    log.filter(number__gt=4)._raw_delete("default")
    AuditHead.objects.update(number=4, digest=at(log, 4).get().digest)

    assert verify(organisation) == [Break("end_missing", 5, 6)]


def test_a_whole_log_written_anew_with_another_key_is_no_whole_log(log, organisation, settings, tmp_path):
    settings.KEYS_FILE = tmp_path / "other.json"
    keyring()

    assert len(verify(organisation)) == LENGTH


def test_the_log_goes_on_after_a_break_was_found(log, organisation, administrator):
    at(log, 3).update(subject="Ben")
    record(administrator, "user.change", "Ana")

    assert verify(organisation) == [Break("changed", 3, 3)]


def test_signing_in_and_a_door_that_shuts_are_in_the_log(client, user, english):
    user.set_password("correct horse battery")
    user.save()

    for _try in range(6):
        client.post("/account/sign-in/", {"name": user.email, "password": "wrong"}, REMOTE_ADDR="192.0.2.9")
    client.post("/account/sign-in/", {"name": user.email, "password": "correct horse battery"}, REMOTE_ADDR="192.0.2.8")

    acts = AuditEntry.objects.order_by("number").values_list("act", "actor", "address")
    assert list(acts) == [("session.paused", None, "192.0.2.9"), ("session.begin", user.pk, "192.0.2.8")]


def test_a_list_that_is_taken_out_is_in_the_log(client, administrator):
    client.force_login(administrator)

    client.get("/settings/activity/export.csv")

    assert AuditEntry.objects.get(act="list.export").actor == administrator
