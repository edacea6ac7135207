"""Pages of machines."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone

from tournevis.assets.models import Asset
from tournevis.assets.queries import holder_of
from tournevis.assets.rules import give, note_readings, save_asset
from tournevis.assets.showing import name, words
from tournevis.assets.tests.factories import make_asset, make_asset_of
from tournevis.facts import Outcome, Reading
from tournevis.people.tests.factories import make_site, make_user

RANK = {"user": 0, "technician": 1, "manager": 2, "administrator": 3}
PAGES = [("assets:list", 1), ("assets:list_csv", 1), ("assets:new", 1), ("assets:import", 2), ("assets:template", 2)]


@pytest.fixture
def tech(client, technician):
    client.force_login(technician)
    return technician


@pytest.mark.parametrize(("route", "least"), PAGES)
@pytest.mark.parametrize("role", RANK)
def test_a_page_opens_at_its_role(client, organisation, route, least, role):
    assert client.get(reverse(route)).status_code == 302
    client.force_login(make_user(organisation, role))
    assert client.get(reverse(route)).status_code == (200 if RANK[role] >= least else 403)


def test_a_user_sees_the_page_of_his_own_machine_without_acts_and_no_other(client, user):
    mine, other = make_asset_of(user, notes="Fragile"), make_asset(user.organisation)
    client.force_login(user)
    page = client.get(reverse("assets:machine", args=[mine.pk]))
    assert page.status_code == 200
    assert "Fragile" not in page.text
    assert "hand-over" not in page.text
    assert client.get(reverse("assets:machine", args=[other.pk])).status_code == 404
    assert client.post(reverse("assets:hand_over", args=[mine.pk]), {}).status_code == 403


def test_a_machine_of_another_organisation_does_not_exist(client, tech):
    asset = make_asset(make_user().organisation)
    for route in ("machine", "edit"):
        assert client.get(reverse(f"assets:{route}", args=[asset.pk])).status_code == 404
    for route in ("edit", "hand_over", "unlock"):
        assert client.post(reverse(f"assets:{route}", args=[asset.pk])).status_code == 404


@pytest.mark.parametrize("route", ["assets:list", "assets:list_csv"])
def test_a_list_costs_few_queries_however_many_rows_it_has(client, tech, route, django_assert_max_num_queries):
    site = make_site(tech.organisation)
    for _ in range(60):
        make_asset_of(make_user(tech.organisation), site=site)
    with django_assert_max_num_queries(15):
        response = client.get(reverse(route))
        assert list(response.streaming_content if response.streaming else [response.content])


def test_the_page_of_a_machine_costs_few_queries_however_long_its_story(client, tech, django_assert_max_num_queries):
    asset = make_asset(tech.organisation)
    for n in range(20):
        give(asset, make_user(tech.organisation), by=tech, now=timezone.now())
        note_readings(asset, [Reading(f"disk.{n}", Outcome.VALUE, ("a", "b"))], now=timezone.now())
    with django_assert_max_num_queries(15):
        page = client.get(reverse("assets:machine", args=[asset.pk]))
    assert "a, b" in page.text


def test_what_a_machine_said_is_shown_in_the_readers_words(client, tech, english):
    readings = [
        Reading("disk.free_percent", Outcome.VALUE, 4.5, unit="%"),
        Reading("battery.present", Outcome.VALUE, False),
        Reading("smart.state", Outcome.ABSENT, because="tool_missing: smartctl"),
        Reading("of.tomorrow", Outcome.VALUE, "x"),
    ]
    asset = make_asset(tech.organisation)
    note_readings(asset, readings, now=timezone.now())
    shown = {name(fact): words(fact) for fact in asset.facts.all()}
    assert shown["Battery present"] == "no"
    assert "4.5 %" in shown.values()
    assert any("smartctl" in said for said in shown.values())
    assert shown["of.tomorrow"] == "x"


def test_the_list_is_filtered_and_leaves_out_what_is_gone(client, tech):
    site = make_site(tech.organisation)
    printer = make_asset(tech.organisation, kind="printer", site=site)
    gone = make_asset(tech.organisation, status="retired")
    listed = reverse("assets:list")
    assert list(client.get(listed).context["page"].rows) == [printer]
    assert list(client.get(listed, {"status": "retired"}).context["page"].rows) == [gone]
    assert client.get(listed, {"status": "all"}).context["count"] == 2
    assert client.get(listed, {"kind": "phone"}).context["count"] == 0
    assert list(client.get(listed, {"site": site.pk}).context["page"].rows) == [printer]
    assert client.get(listed, {"site": "x", "kind": "toaster"}).context["count"] == 1


DATA = {"name": "PC-1", "kind": "computer", "status": "in_use", "serial": "AAA111"}


def test_a_machine_is_made_and_changed(client, tech):
    client.post(reverse("assets:new"), DATA)
    asset = Asset.objects.get()
    client.post(reverse("assets:edit", args=[asset.pk]), DATA | {"maker": "HP", "warranty_until": "2030-01-31"})
    asset.refresh_from_db()
    assert (asset.maker, str(asset.warranty_until), asset.locked) == ("HP", "2030-01-31", ["maker", "warranty_until"])
    client.post(reverse("assets:unlock", args=[asset.pk]))
    asset.refresh_from_db()
    assert asset.locked == []


@pytest.mark.parametrize("change", [{"name": ""}, {"name": "pc-1"}, {"serial": "aaa111"}, {"bought_on": "31/31/2026"}])
def test_a_wrong_value_is_said_beside_its_field_and_what_was_typed_stays(client, tech, change):
    save_asset(tech.organisation, by=tech, name="PC-1", serial="AAA111")
    data = DATA | {"name": "PC-2", "serial": "BBB222", "maker": "Dell"} | change
    response = client.post(reverse("assets:new"), data)
    assert response.status_code == 422
    assert "field-bad" in response.text
    assert 'value="Dell"' in response.text


def test_a_machine_is_handed_over_by_typing_a_name(client, tech):
    zoe = make_user(tech.organisation, first_name="Zoé", last_name="Lefèvre", email="zoe@example.org")
    asset = make_asset(tech.organisation)
    address = reverse("assets:hand_over", args=[asset.pk])
    for typed in ("zoe@example.org", "Zoé Lefèvre (zoe@example.org)", "lefevre zoe"):
        give(asset, None, by=tech, now=timezone.now())
        assert client.post(address, {"holder": typed}).status_code == 302
        assert holder_of(asset).holder == zoe
    client.post(address, {"holder": "", "site": ""})
    assert holder_of(asset) is None


@pytest.mark.parametrize("typed", ["nobody at all", "martin"])
def test_nobody_or_several_of_a_name_are_said(client, tech, typed):
    for _ in range(2):
        make_user(tech.organisation, last_name="Martin")
    asset = make_asset(tech.organisation)
    assert client.post(reverse("assets:hand_over", args=[asset.pk]), {"holder": typed}).status_code == 422
    assert holder_of(asset) is None


def test_what_is_exported_can_be_imported_again_without_a_change(client, manager):
    user = make_user(manager.organisation)
    make_asset_of(user, serial="AAA111", kind="printer", site=make_site(manager.organisation, "Lyon"), maker="HP")
    client.force_login(manager)
    file = io.BytesIO(b"".join(client.get(reverse("assets:list_csv")).streaming_content))
    file.name = "machines.csv"
    seen = client.post(reverse("assets:import"), {"file": file})
    assert [row.errors for row in seen.context["rows"]] == [[]]
    assert seen.context["counts"] == {"error": 0, "create": 0, "change": 0, "close": 0, "same": 1}


def test_machines_are_imported_after_a_look(client, manager):
    client.force_login(manager)
    file = io.BytesIO(b"name,serial\nPC-1,AAA111\nPC-2,AAA111\n")
    file.name = "machines.csv"
    seen = client.post(reverse("assets:import"), {"file": file})
    assert seen.context["counts"]["error"] == 1
    client.post(reverse("assets:import"), {"text": seen.context["text"], "confirm": "yes"})
    assert Asset.objects.get().name == "PC-1"
