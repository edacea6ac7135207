"""A real Chromium for the tests of pages: who is signed in, whether a page is accessible, whether it fits."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = [
    pytest.mark.acceptance,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: sudo apt install chromium"),
]
VIEWS = [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)]


class Browser:
    """Opens pages as somebody, and gathers what goes wrong in them."""

    def __init__(self, chromium, url):
        self.chromium, self.url = chromium, url
        self.problems = []

    def open(self, user, path, scheme="light", width=1280):
        """The page at `path`, with `user` signed in."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale="fr-FR", reduced_motion="reduce"
        )
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": self.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.goto(self.url + path)
        page.wait_for_load_state("load")
        return page

    @staticmethod
    def remarks(page, width):
        """What axe and the width of the screen say against a page."""
        found = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append("wider than the screen")
        return found


@pytest.fixture
def browser(live_server, monkeypatch):
    """A browser in which nothing went wrong at the end."""
    # Playwright runs its own loop in this thread; the database is still asked from it.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = Browser(chromium, live_server.url)
        yield opened
        chromium.close()
    assert opened.problems == []
