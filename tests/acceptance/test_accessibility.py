"""Pages in a real Chromium, at a desk and on a phone, light and dark: accessible, light of weight, nothing cut off."""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import sync_playwright

from tournevis.people.models import User
from tournevis.project import setup

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MOST_BYTES = 150_000
MOST_REQUESTS = 12

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: sudo apt install chromium"),
]

# Who looks at which pages; {…} is filled from the demonstration.
PAGES = {
    "-": ["/account/sign-in/", "/account/reset/", "/nowhere/"],
    "camille.rousseau": [
        "/",
        "/requests/",
        "/requests/new/",
        "/requests/{number}/",
        "/account/",
        "/account/password/",
        "/account/security/",
    ],
    "thierry.morel": [
        "/work/",
        "/work/cases/{number}/",
        "/work/cases/{solved}/",
        "/work/new/",
        "/work/search/?q=imprimante",
        "/base/",
        "/base/faults/new/",
        "/base/remedies/new/",
        "/base/facts/new/",
        "/base/faults/printing.queue_stuck/try/",
        "/base/dead-ends/",
        "/base/field/",
        "/assets/",
        "/assets/{asset}/",
        "/people/",
    ],
    "helene.garnier": ["/work/overview/"],
    "admin": [
        "/settings/",
        "/settings/mail/",
        "/settings/sign-in/",
        "/account/confirm/",
        "/people/{user}/sign-in/",
        "/settings/sites/",
        "/settings/teams/",
        "/settings/activity/",
        "/settings/outbox/",
        "/settings/rights/?person=thierry.morel",
        "/settings/chores/",
        "/people/import/",
        "/assets/import/",
        "/people/{user}/",
        "/assets/{asset}/edit/",
    ],
}
# Colours depend on the theme, what fits on the width: two views see all four.
VIEWS = [("light", 1280), ("dark", 390)]


@pytest.fixture
def fixed(monkeypatch):
    """Playwright runs its own loop in this thread; the database is still asked from it."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def company(fixed):
    setup.first_organisation(with_demo=True)
    return User.objects.get(username="admin").organisation


@pytest.fixture
def browser(fixed):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def open_page(browser, live_server, company, name, scheme="light", width=1280):
    """A page in which `name` is signed in ("-": nobody)."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="fr-FR")
    if name != "-":
        client = Client()
        client.force_login(company.users.get(username=name))
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda said: page.problems.append(said.text) if is_problem(said) else None)
    return page


def is_problem(said):
    """An error of the page itself; that a page answers 404 or 422 is its own business."""
    return said.type == "error" and "the server responded with a status of" not in said.text


def filled(path, company):
    """The address of a page of the demonstration."""
    return path.format(
        number=company.tickets.get(requester__username="camille.rousseau", state_type="new").number,
        solved=company.tickets.filter(state_type="solved").first().number,
        asset=company.assets.get(name="PC-COMPTA-04").pk,
        user=company.users.get(username="paul.vasseur").pk,
    )


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("scheme", "width"), VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_accessible_and_fit(browser, live_server, company, name, scheme, width):
    page = open_page(browser, live_server, company, name, scheme, width)
    found = {}

    for path in PAGES[name]:
        page.problems.clear()
        answer = page.goto(live_server.url + filled(path, company))
        assert answer.status < 500, path
        page.wait_for_load_state("networkidle")
        remarks = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            remarks.append("wider than the screen")
        if remarks + page.problems:
            found[path] = remarks + page.problems

    shots = os.environ.get("TOURNEVIS_SHOTS")
    if shots:
        page.screenshot(path=Path(shots) / f"{name}-{scheme}-{width}.png", full_page=True)
    assert found == {}


@pytest.mark.parametrize("path", ["/", "/work/", "/work/cases/{number}/"])
def test_a_first_visit_is_light(browser, live_server, company, settings, tmp_path, path):
    """Weights are those on the wire, compressed, as `tournevis serve` sends them."""
    page = open_page(browser, live_server, company, "camille.rousseau" if path == "/" else "thierry.morel")
    weights = Counter()
    page.on("requestfinished", lambda request: weights.update({request.url: compressed(request)}))

    page.goto(live_server.url + filled(path, company))
    page.wait_for_load_state("networkidle")

    assert len(weights) <= MOST_REQUESTS, list(weights)
    assert sum(weights.values()) <= MOST_BYTES, weights.most_common(5)


def compressed(request):
    """Bytes of an answer as gzip sends them."""
    import gzip

    return len(gzip.compress(request.response().body(), 6)) + 400  # its headers
