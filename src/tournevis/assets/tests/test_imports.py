"""Machines brought as a table."""

import pytest
from django.utils import timezone

from tournevis.assets import queries
from tournevis.assets.models import Asset
from tournevis.assets.rules import import_assets, plan_assets, save_asset
from tournevis.people.rules import NotAllowed
from tournevis.people.tables import BadTable
from tournevis.people.tests.factories import make_manager, make_site, make_user

HEAD = "name;kind;serial;maker;site;holder;bought_on\n"
NOW = timezone.now()


def told(plan):
    return [(row.line, row.act, [*row.errors, *row.notes]) for row in plan.rows]


def bring(by, *lines):
    return import_assets(HEAD + "\n".join(lines) + "\n", by=by, now=NOW)


def test_a_plan_says_what_would_be_done_and_writes_nothing(manager, english):
    organisation = manager.organisation
    make_site(organisation, "Lyon")
    make_user(organisation, email="ana@example.org")
    save_asset(organisation, by=manager, name="PC-1", serial="AAA111", kind="computer", maker="HP")
    text = HEAD + (
        "PC-1;Computer;aaa111;HP;;;\n"
        "PC-1B;;AAA111;;;;\n"
        "IMP-1;printer;BBB222;Brother;lyon;ANA@example.org;31/01/2026\n"
        "PC-3;toaster;;;Paris;bob@example.org;31/31/2026\n"
        ";;CCC333;;;;\n"
        "PC-4;;To be filled by O.E.M.;;;;\n"
        "pc-4;;;;;;\n"
        "PC-1;;DDD444;;;;\n"
    )
    assert told(plan_assets(text, by=manager)) == [
        (2, "same", []),
        (3, "error", ["This machine is already on line 2."]),
        (4, "create", []),
        (
            5,
            "error",
            [
                "toaster is not one of: Computer, Printer, Phone, Screen, Other device",
                "31/31/2026 is not a date such as 2026-01-31.",
                "There is no site named Paris.",
                "Nobody has the e-mail bob@example.org.",
            ],
        ),
        (6, "error", ["The name is missing."]),
        (7, "create", ["This serial number is a maker's filler: the name is the key."]),
        (8, "error", ["This machine is already on line 7."]),
        (9, "error", ["PC-1 is another machine, with serial number AAA111.", "This machine is already on line 2."]),
    ]
    assert Asset.objects.count() == 1


def test_importing_makes_changes_and_hands_over(manager):
    ana = make_user(manager.organisation, email="ana@example.org")
    bring(manager, "PC-1;computer;AAA111;HP;;ana@example.org;2026-01-31")
    asset = Asset.objects.get()
    assert (asset.maker, str(asset.bought_on)) == ("HP", "2026-01-31")
    assert queries.holder_of(asset).holder == ana


def test_importing_the_same_table_again_changes_nothing(manager):
    make_user(manager.organisation, email="ana@example.org")
    line = "PC-1;computer;AAA111;HP;;ana@example.org;2026-01-31"
    bring(manager, line)
    assert told(bring(manager, line)) == [(2, "same", [])]
    assert Asset.objects.get().holdings.count() == 1


def test_a_machine_with_a_new_name_is_known_by_its_serial_number(manager):
    bring(manager, "PC-1;computer;AAA111;HP;;;")
    assert told(bring(manager, "PC-99;;AAA111;;;;")) == [(2, "change", [])]
    assert Asset.objects.get().name == "PC-99"


def test_what_was_corrected_by_hand_stays_and_is_told(manager, english):
    bring(manager, "PC-1;computer;AAA111;HP;;;")
    save_asset(manager.organisation, by=manager, asset=Asset.objects.get(), maker="Hewlett Packard")
    plan = bring(manager, "PC-1;computer;AAA111;HP;;;")
    assert told(plan) == [(2, "same", ["Maker was corrected by hand and stays."])]
    assert Asset.objects.get().maker == "Hewlett Packard"


def test_a_holder_or_site_of_another_organisation_is_unknown_here(manager):
    stranger = make_user(email="stranger@example.org")
    make_site(stranger.organisation, "Ailleurs")
    plan = bring(manager, "PC-1;;AAA111;;Ailleurs;stranger@example.org;")
    assert plan.count("error") == 1
    assert not Asset.objects.exists()


def test_the_same_machines_in_two_organisations_do_not_touch(manager):
    bring(manager, "PC-1;;AAA111;HP;;;")
    other = make_manager()
    bring(other, "PC-1;;AAA111;Dell;;;")
    assert [asset.maker for asset in Asset.objects.order_by("id")] == ["HP", "Dell"]


def test_it_is_for_managers(technician):
    with pytest.raises(NotAllowed):
        plan_assets(HEAD + "PC-1;;;;;;\n", by=technician)


def test_garbage_is_refused_with_the_reason(manager, english):
    with pytest.raises(BadTable, match="Unknown columns"):
        plan_assets("{\n}\n", by=manager)
