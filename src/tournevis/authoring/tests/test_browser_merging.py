"""The pages of imports and merges in a real browser: they fit, are accessible, and can be filled in by keyboard."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tournevis.authoring.tests.test_merging_pages import upgraded
from tournevis.diagnosis.tests.browser import VIEWS, browser, needs_chromium
from tournevis.knowledge.models import Version
from tournevis.people.models import Role
from tournevis.people.tests.factories import make_user
from tournevis.troubleshooting import trees

__all__ = ["browser", "upgraded"]
pytestmark = needs_chromium
CHART = (Path(trees.__file__).parent / "samples" / "network.mmd").read_text("utf-8")


def kept(page, name, scheme, width):
    """A picture of the page, where somebody wants them."""
    if folder := os.environ.get("TOURNEVIS_PICTURES"):
        page.screenshot(path=f"{folder}/tree_{name}_{scheme}_{width}.png", full_page=True)


@pytest.mark.timeout(180)
@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_conflict_versions_and_tree_pages_fit_and_are_accessible(browser, manager, upgraded, scheme, width):
    owner = make_user(manager.organisation, role=Role.PROCESS_OWNER)
    for name in ("versions", "merge", "pack", "tree"):
        page = browser.open(owner, f"/base/{name}/", scheme, width)
        kept(page, name, scheme, width)
        assert browser.remarks(page, width) == [], name
    page.locator("#text").fill(CHART)
    page.locator("#new_family").fill("Reseau maison")
    page.get_by_role("button", name="Voir d’abord").click()
    expect(page.locator("table.table-cards")).to_be_visible()
    kept(page, "report", scheme, width)
    assert browser.remarks(page, width) == []


@pytest.mark.timeout(120)
def test_a_conflict_is_settled_by_the_keyboard_alone(browser, manager, upgraded):
    page = browser.open(manager, "/base/merge/")
    page.locator(".choice-side input[type=radio]").nth(1).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Tout appliquer").focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/base/versions/", timeout=60_000)
    assert Version.objects.count() == 2
