"""Machines: made, changed, handed over, known again."""

import doctest
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tournevis.assets import queries, rules
from tournevis.assets.models import Asset, Holding, Identifier
from tournevis.assets.rules import identity
from tournevis.assets.rules.editing import unlock
from tournevis.assets.rules.facts import reading
from tournevis.assets.tests.factories import make_asset, make_asset_of, make_holding
from tournevis.facts import Outcome, Reading
from tournevis.people.models import AuditEntry
from tournevis.people.rules import NotAllowed, allowed
from tournevis.people.tests.factories import make_site, make_technician, make_user

NOW = timezone.now()


def make(by, name="PC-1", **fields):
    return rules.save_asset(by.organisation, by=by, name=name, **fields)


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(identity).failed == 0


def test_a_machine_is_made_and_changed_and_the_log_says_how(technician):
    asset = make(technician, serial="5CG0123ABC")
    rules.save_asset(technician.organisation, by=technician, asset=asset, maker="HP")
    assert [entry.act for entry in AuditEntry.objects.order_by("id")] == ["asset.create", "asset.change"]
    assert AuditEntry.objects.last().after == {"maker": "HP"}


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "pc-1"},
        {"serial": "5cg0123abc"},
        {"kind": "toaster"},
        {"bought_on": date(2026, 1, 2), "warranty_until": date(2026, 1, 1)},
    ],
)
def test_a_wrong_or_taken_value_is_refused_and_nothing_is_kept(technician, fields):
    make(technician, serial="5CG0123ABC")
    with pytest.raises(ValidationError):
        make(technician, **({"name": "PC-2"} | fields))
    assert Asset.objects.count() == 1


def test_a_site_of_another_organisation_is_refused(technician):
    with pytest.raises(ValidationError):
        make(technician, site=make_site(make_user().organisation))


def test_users_and_strangers_change_nothing(user, technician):
    asset = make(technician)
    for somebody in (user, make_technician()):
        with pytest.raises(NotAllowed):
            rules.save_asset(asset.organisation, by=somebody, asset=asset, maker="HP")


# Identity


@pytest.mark.parametrize("junk", ["To be filled by O.E.M.", "Default string", "0000000", "", "None", "xxxxxxxx", "--"])
def test_junk_serials_never_join_two_machines(technician, junk):
    make(technician, "PC-1", serial=junk)
    make(technician, "PC-2", serial=junk)
    assert not Identifier.objects.exists()


@given(st.text(max_size=150), st.sampled_from(Identifier.Kind.values))
def test_any_text_is_a_mark_or_none_and_its_spelling_is_stable(text, kind):
    good = rules.mark(kind, text)
    assert good is None or (rules.mark(kind, good) == good and len(good) <= 120)


def test_a_corrected_serial_number_frees_the_former_one(technician):
    asset = make(technician, "PC-1", serial="AAA111")
    rules.save_asset(asset.organisation, by=technician, asset=asset, serial="BBB222")
    other = make(technician, "PC-2", serial="AAA111")
    assert dict(Identifier.objects.values_list("value", "asset")) == {"BBB222": asset.pk, "AAA111": other.pk}


def test_the_same_serial_number_in_another_organisation_is_another_machine(technician):
    make(technician, serial="AAA111")
    make(make_technician(), serial="AAA111")
    assert Identifier.objects.count() == 2


# Holding


def test_handing_over_ends_one_holding_and_begins_the_next_at_the_same_instant(technician, organisation):
    asset, ana, zoe = make(technician), make_user(organisation), make_user(organisation)
    rules.give(asset, ana, by=technician, now=NOW)
    rules.give(asset, zoe, by=technician, now=NOW + timedelta(days=1))
    second, first = asset.holdings.all()
    assert (first.holder, first.until) == (ana, second.since)
    assert (second.holder, second.until) == (zoe, None)
    assert list(queries.held_by(zoe)) == [asset]
    assert list(queries.held_by(ana)) == []


def test_giving_it_to_who_has_it_changes_nothing(technician, user):
    asset = make(technician)
    first = rules.give(asset, user, by=technician, now=NOW)
    assert rules.give(asset, user, by=technician, now=NOW + timedelta(days=1)) == first
    assert asset.holdings.count() == 1


def test_a_machine_may_stand_at_a_site_or_with_nobody(technician):
    asset, site = make(technician), make_site(technician.organisation)
    rules.give(asset, site, by=technician, now=NOW)
    assert queries.holder_of(asset).site == site
    rules.give(asset, None, by=technician, now=NOW)
    assert queries.holder_of(asset) is None


def test_a_stranger_or_somebody_who_left_cannot_be_given_a_machine(technician, organisation):
    asset = make(technician)
    for nobody in (make_user(), make_user(organisation, is_active=False), make_site(make_user().organisation)):
        with pytest.raises(ValidationError):
            rules.give(asset, nobody, by=technician, now=NOW)


def test_the_database_itself_refuses_two_holders_at_once_or_none(organisation):
    asset, user, site = make_asset(organisation), make_user(organisation), make_site(organisation)
    for fields in ({}, {"holder": user, "site": site}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_holding(asset, **fields)
    make_holding(asset, holder=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_holding(asset, site=site)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_holding(asset, holder=user, until=NOW - timedelta(days=900))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-5, 5)), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_handed_over_when_the_ledger_has_no_gap_in_order_and_one_open_line_at_most(organisation, moves):
    asset = make_asset(organisation)
    holders = [None, *(make_user(organisation) for _ in range(3))]
    now = NOW
    for who, hours in moves:
        now += timedelta(hours=hours)
        rules.give(asset, holders[who], by=None, now=now)
    lines = list(Holding.objects.filter(asset=asset).order_by("id"))
    assert sum(line.until is None for line in lines) == (1 if moves and moves[-1][0] else 0)
    for before, after in pairwise(lines):
        assert before.since <= before.until <= after.since


# What users see


def test_a_user_sees_what_is_in_his_hands_and_a_technician_all_of_his_organisation(user, technician):
    mine, others = make_asset_of(user), make_asset(user.organisation)
    make_asset(make_user().organisation)
    assert list(queries.assets_of(user)) == [mine]
    assert set(queries.assets_of(technician)) == {mine, others}
    assert allowed(user, "assets.view", mine)
    assert not allowed(user, "assets.view", others)


def test_a_user_may_complain_of_his_own_machines_and_of_the_shared_ones_of_his_site(organisation):
    site = make_site(organisation)
    user = make_user(organisation, site=site)
    mine = make_asset_of(user, kind="computer")
    shared = make_asset(organisation, kind="printer", site=site)
    make_asset(organisation, kind="printer", site=make_site(organisation))
    make_asset(organisation, kind="computer", site=site)
    make_asset(organisation, kind="printer", site=site, status="retired")
    make_asset_of(make_user(organisation), kind="printer", site=site)
    assert set(queries.usable_by(user)) == {mine, shared}
    assert list(queries.usable_by(make_user(organisation))) == []


@pytest.mark.parametrize("text", ["latitude", "DELL lat", "5cg", "lefèvre", "10.0.0.7"])
def test_a_machine_is_found_by_what_it_is_and_by_who_has_it(organisation, technician, text):
    user = make_user(organisation, last_name="Lefevre")
    asset = make_asset_of(user, maker="Dell", model="Latitude", serial="5CG0123", address="10.0.0.7")
    make_asset(organisation)
    assert list(queries.named(queries.assets_of(technician), text)) == [asset]


def test_a_list_with_holders_costs_two_queries(organisation, technician, django_assert_num_queries):
    for _ in range(4):
        make_asset_of(make_user(organisation))
    with django_assert_num_queries(2):
        names = [str(asset.current[0].holder) for asset in queries.with_holder(queries.assets_of(technician))]
    assert len(names) == 4


# What a machine says


def value(name, value, **fields):
    return Reading(name, Outcome.VALUE, value, **fields)


def test_the_last_reading_of_each_datum_is_kept_and_comes_back_as_it_was(organisation):
    asset = make_asset(organisation)
    first = [value("disk.free_percent", 4.5, unit="%", source="df"), value("printer.reasons", ("media-jam", "paused"))]
    assert rules.note_readings(asset, first, now=NOW) == 2
    rules.note_readings(asset, [value("disk.free_percent", 50)], now=NOW + timedelta(hours=1))
    kept = {fact.name: reading(fact) for fact in asset.facts.all()}
    assert kept["disk.free_percent"].value == 50
    assert kept["printer.reasons"] == first[1]


def test_a_reading_that_failed_or_is_older_does_not_wipe_out_what_was_known(organisation):
    asset = make_asset(organisation)
    rules.note_readings(asset, [value("cpu.load_percent", 90)], now=NOW)
    rules.note_readings(asset, [Reading("cpu.load_percent", Outcome.REFUSED)], now=NOW + timedelta(hours=1))
    rules.note_readings(asset, [value("cpu.load_percent", 5)], now=NOW - timedelta(hours=1))
    assert asset.facts.get().value == 90


def test_a_field_corrected_by_hand_is_locked_until_it_is_unlocked(technician):
    asset = make(technician, model="X1")
    rules.save_asset(asset.organisation, by=technician, asset=asset, model="X1 Carbon")
    rules.save_asset(asset.organisation, by=technician, asset=asset, imported=True, model="X1", os="Windows 11")
    assert (asset.model, asset.os) == ("X1 Carbon", "Windows 11")
    unlock(asset, by=technician)
    rules.save_asset(asset.organisation, by=technician, asset=asset, imported=True, model="X1")
    assert asset.model == "X1"
